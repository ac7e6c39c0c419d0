import type { ReportHead, ReportTail, ZoneReport } from '../report.js';

export interface FormatOptions {
  /** Show every message with its evidence; otherwise only those at NOTICE or above under some profile. */
  readonly verbose: boolean;
  readonly color: boolean;
}

/** Formats a report piece by piece, from the report alone. */
export type Format = (head: ReportHead, options: FormatOptions) => FormattedReport;

/** A report that is being formatted. Each piece is the text that can be written by then; it may be empty. */
export interface FormattedReport {
  readonly head: string;
  /** Zones come as they are judged, in any order; `index` is the place in the report. Keeps only the needed part. */
  zone(zone: ZoneReport, index: number): string;
  /** After all zones. The tail lacks the submission, because the user confirms that only now. */
  tail(tail: ReportTail): string;
  /** After `tail`, with the submission if there was one. */
  end(tail: ReportTail): string;
}

/** Puts pieces back in order: returns each as soon as all before it are there. */
export class InOrder {
  readonly #early = new Map<number, string>();
  #next = 0;

  add(piece: string, index: number): string {
    this.#early.set(index, piece);
    let due = '';
    for (let next = this.#early.get(this.#next); next !== undefined; next = this.#early.get(this.#next)) {
      this.#early.delete(this.#next);
      due += next;
      this.#next += 1;
    }
    return due;
  }
}

import type { ReportHead, ReportTail, ZoneReport } from './report.js';

/** A report as it comes into being. */
export interface ReportInProgress {
  readonly head: ReportHead;
  readonly events: AsyncIterable<ReportEvent>;
}

/** Zones come in any order, `index` being their place in the report; the tail comes last. */
export type ReportEvent =
  | { readonly kind: 'zone'; readonly index: number; readonly zone: ZoneReport }
  | { readonly kind: 'tail'; readonly tail: ReportTail };

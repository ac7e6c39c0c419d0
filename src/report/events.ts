import type { ReportHead, ReportTail, ZoneReport } from './report.js';

/** A report whose zones are still being judged. */
export interface ReportInProgress<Zone extends ZoneReport = ZoneReport> {
  readonly head: ReportHead;
  readonly events: AsyncIterable<ReportEvent<Zone>>;
}

/** Zones come in any order; `index` is their place in the report. The tail comes last. */
export type ReportEvent<Zone extends ZoneReport = ZoneReport> =
  | { readonly kind: 'zone'; readonly index: number; readonly zone: Zone }
  | { readonly kind: 'tail'; readonly tail: ReportTail };

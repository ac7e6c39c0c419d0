import type { ReportHead, ReportTail, ZoneReport } from './report.js';

/** A report as it comes into being. */
export interface ReportInProgress<Zone extends ZoneReport = ZoneReport> {
  readonly head: ReportHead;
  readonly events: AsyncIterable<ReportEvent<Zone>>;
}

/** Zones come in any order, `index` being their place in the report; the tail comes last. */
export type ReportEvent<Zone extends ZoneReport = ZoneReport> =
  | { readonly kind: 'zone'; readonly index: number; readonly zone: Zone }
  | { readonly kind: 'tail'; readonly tail: ReportTail };

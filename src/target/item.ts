import type { Unasked, ZoneTarget } from './target.js';

/** The input for one entry of a report: a zone, or an object that leaves nothing to ask about. */
export type Item = ZoneTarget | Unasked;

/** The zones, each with its place among the items. */
export function targetsIn(items: readonly Item[]): (readonly [index: number, target: ZoneTarget])[] {
  return [...items.entries()].flatMap(([index, item]) => ('zone' in item ? [[index, item] as const] : []));
}

import { type Prefix, PrefixError } from '../prefix/prefix.js';
import { parseZone } from '../prefix/zone.js';
import { count } from './layout.js';
import type { ZoneReport } from './report.js';

/** The most ranges shown; the JSON has all. */
const MAX_RANGES = 12;

/** Names many zones in few words: neighbours in the address space become `first to last`. */
export function zoneList(zones: readonly Pick<ZoneReport, 'zone'>[]): string {
  const ranges = rangesOf(zones.map(({ zone }) => zone ?? 'no zone'));
  const shown = ranges.slice(0, MAX_RANGES).map(({ first, last, size }) => {
    if (size === 1) return first;
    return size === 2 ? `${first}, ${last}` : `${first} to ${last}`;
  });
  const hidden = ranges.slice(MAX_RANGES).reduce((sum, { size }) => sum + size, 0);
  const list = [...shown, ...(hidden === 0 ? [] : [`and ${count(hidden, 'other')}`])].join(', ');
  return zones.length > 1 ? `${list} (${count(zones.length, 'zone')})` : list;
}

interface Range {
  readonly first: string;
  last: string;
  size: number;
}

function rangesOf(zones: readonly string[]): Range[] {
  const ranges: Range[] = [];
  let before: Prefix | null = null;
  for (const zone of zones) {
    const block = wholeBlock(zone);
    const range = ranges.at(-1);
    if (range !== undefined && follows(block, before)) {
      range.last = zone;
      range.size += 1;
    } else {
      ranges.push({ first: zone, last: zone, size: 1 });
    }
    before = block;
  }
  return ranges;
}

/** Whether a block is the next of the same size. */
function follows(block: Prefix | null, before: Prefix | null): boolean {
  return (
    block !== null &&
    block.family === before?.family &&
    block.first === before.last + 1n &&
    block.last - block.first === before.last - before.first
  );
}

/** Null if it is not a whole octet or nibble zone: a dash zone, a name of another kind. */
function wholeBlock(zone: string): Prefix | null {
  const parsed = parseZone(zone);
  return parsed instanceof PrefixError || parsed.notation !== 'plain' ? null : parsed.block;
}

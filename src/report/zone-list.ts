import { count } from './layout.js';
import type { ZoneReport } from './report.js';

/** Ranges shown at most; who wants all of thousands reads the JSON. */
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
  let before: Place | null = null;
  for (const zone of zones) {
    const place = placeOf(zone);
    const range = ranges.at(-1);
    if (range !== undefined && follows(place, before)) {
      range.last = zone;
      range.size += 1;
    } else {
      ranges.push({ first: zone, last: zone, size: 1 });
    }
    before = place;
  }
  return ranges;
}

/** Where the block of a zone lies among the blocks of its size. */
interface Place {
  readonly kind: string;
  readonly at: bigint;
}

function follows(place: Place | null, before: Place | null): boolean {
  return place !== null && place.kind === before?.kind && place.at === before.at + 1n;
}

/** Null for what is not a whole octet or nibble zone: a dash zone, a name of another kind. */
function placeOf(zone: string): Place | null {
  const v4 = /^((?:\d{1,3}\.){1,4})in-addr\.arpa$/.exec(zone)?.[1];
  if (v4 !== undefined)
    return place('in-addr.arpa', v4, (label) => Number(label).toString(16).padStart(2, '0'));
  const v6 = /^((?:[0-9a-f]\.){1,32})ip6\.arpa$/.exec(zone)?.[1];
  return v6 === undefined ? null : place('ip6.arpa', v6, (label) => label);
}

function place(root: string, dotted: string, hex: (label: string) => string): Place {
  const labels = dotted
    .split('.')
    .filter((label) => label !== '')
    .reverse();
  return { kind: `${labels.length} ${root}`, at: BigInt(`0x${labels.map(hex).join('')}`) };
}

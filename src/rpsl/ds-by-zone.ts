import type { DsData } from '../dns/ds.js';
import type { Name } from '../dns/name.js';

export type DsByZone = ReadonlyMap<Name, readonly DsData[]>;

const SHA1 = 1;

/**
 * Each DS record once, by its owner. Older signers also write a SHA-1 digest of each key, with which RIPE NCC refuses the
 * delegation: these are left out if there is a better one.
 */
export function mergeDs(all: readonly DsByZone[]): DsByZone {
  const merged = new Map<Name, Map<string, DsData>>();
  for (const [owner, records] of all.flatMap((each) => [...each])) {
    const known = merged.get(owner) ?? new Map();
    for (const ds of records) known.set(JSON.stringify(ds), ds);
    merged.set(owner, known);
  }
  return new Map([...merged].map(([owner, records]) => [owner, withoutDeprecated([...records.values()])]));
}

function withoutDeprecated(all: readonly DsData[]): DsData[] {
  const better = all.filter(({ digestType }) => digestType !== SHA1);
  const isCovered = (ds: DsData) =>
    better.some(({ keyTag, algorithm }) => keyTag === ds.keyTag && algorithm === ds.algorithm);
  return all.filter((ds) => ds.digestType !== SHA1 || !isCovered(ds));
}

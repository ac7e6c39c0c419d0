/** Maintainers that only the RIPE NCC adds to or removes from an object. */
const OF_RIPE_NCC: ReadonlySet<string> = new Set([
  'RIPE-NCC-HM-MNT',
  'RIPE-NCC-END-MNT',
  'RIPE-NCC-LEGACY-MNT',
  'RIPE-NCC-LOCKED-MNT',
  'RIPE-NCC-RPSL-MNT',
  'RIPE-DBM-MNT',
  'RIPE-DBM-STARTUP-MNT',
  'RIPE-DBM-UNREFERENCED-CLEANUP-MNT',
  'RIPE-ERX-MNT',
]);

/** In any letter case. */
export function isOfRipeNcc(maintainer: string): boolean {
  return OF_RIPE_NCC.has(maintainer.toUpperCase());
}

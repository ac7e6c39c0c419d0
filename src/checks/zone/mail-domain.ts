import { isWithin, labelsOf, type Name, name } from '../../dns/name.js';

const ARPA = name('arpa');

/** Names nobody has mail addresses under: the root, top-level domains, and all reverse zones. */
export function isNoMailDomain(zone: Name): boolean {
  return labelsOf(zone).length <= 1 || isWithin(zone, ARPA);
}

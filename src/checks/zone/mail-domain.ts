import { isWithin, labelsOf, type Name, name } from '../../dns/name.js';

const ARPA = name('arpa');

/** Names without mail addresses under them: the root, top-level domains, and all reverse zones. */
export function isNoMailDomain(zone: Name): boolean {
  return labelsOf(zone).length <= 1 || isWithin(zone, ARPA);
}

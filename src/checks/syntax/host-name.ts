import { labelsOf, type Name } from '../../dns/name.js';

/** The characters of host names (RFC 952, RFC 1123 section 2.1), in every label. */
export function hasHostCharactersOnly(name: Name): boolean {
  return labelsOf(name).every((label) => /^[-A-Za-z0-9]+$/.test(label));
}

/**
 * Labels with hyphens in the third and fourth place that are no A-labels (RFC 5891 section 4.2.3.1). The engine lets
 * every label pass that begins with "xn".
 */
export function labelsWithDoubleDash(name: Name): string[] {
  return labelsOf(name).filter((label) => label.startsWith('--', 2) && !/^xn/i.test(label));
}

/** The last label, if it is a number: such a name can be taken for an address. */
export function numericTld(name: Name): string | null {
  const last = labelsOf(name).at(-1) ?? '';
  return /^\d+$/.test(last) ? last : null;
}

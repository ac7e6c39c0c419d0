import { fromLabels, isLdh, labelsOf, type Name } from '../../dns/name.js';
import { firstSoa, type SoaAnswer } from '../../zone/first-answer.js';
import type { ZoneView } from '../../zone/view.js';

/** What is wrong with a name as the name of a host. */
export interface HostNameFlaw {
  readonly flaw: 'NON_ALLOWED_CHARS' | 'DISCOURAGED_DOUBLE_DASH' | 'NUMERIC_TLD';
  /** Where it is; safe to print. */
  readonly label: string;
}

export function hostNameFlaws(name: Name): HostNameFlaw[] {
  const labels = labelsOf(name);
  const bad = labels.filter((label) => !isLdh(label));
  const last = labels.at(-1) ?? '';
  return [
    ...bad.slice(0, 1).map((label) => ({ flaw: 'NON_ALLOWED_CHARS', label: fromLabels([label]) }) as const),
    ...labelsWithDoubleDash(name).map((label) => ({ flaw: 'DISCOURAGED_DOUBLE_DASH', label }) as const),
    ...(/^\d+$/.test(last) ? [{ flaw: 'NUMERIC_TLD', label: last } as const] : []),
  ];
}

/** Letters, digits and hyphens in every label (RFC 952, RFC 1123 section 2.1). */
export function hasHostCharactersOnly(name: Name): boolean {
  return labelsOf(name).every(isLdh);
}

/**
 * Labels with hyphens in the third and fourth place that are no A-labels (RFC 5891 section 4.2.3.1); safe to print. The
 * engine lets every label pass that begins with "xn".
 */
export function labelsWithDoubleDash(name: Name): string[] {
  return labelsOf(name)
    .filter((label) => label.startsWith('--', 2) && !/^xn/i.test(label))
    .map((label) => fromLabels([label]));
}

/**
 * The SOA record whose names are judged. Null too for a zone whose own name is bad: the engine tests none of the
 * names in it then.
 */
export function soaToJudge(zone: ZoneView): SoaAnswer | null {
  return hasHostCharactersOnly(zone.zone) ? firstSoa(zone) : null;
}

import { fromLabels, isLdh, labelsOf, type Name } from '../../dns/name.js';
import { firstSoa, type SoaAnswer } from '../../zone/first-answer.js';
import type { ZoneView } from '../../zone/view.js';

/** A flaw in a host name. */
export interface HostNameFlaw {
  readonly flaw: 'NON_ALLOWED_CHARS' | 'DISCOURAGED_DOUBLE_DASH' | 'NUMERIC_TLD';
  /** The label that has it; safe to print. */
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
 * engine accepts every label that begins with "xn".
 */
export function labelsWithDoubleDash(name: Name): string[] {
  return labelsOf(name)
    .filter((label) => label.startsWith('--', 2) && !/^xn/i.test(label))
    .map((label) => fromLabels([label]));
}

/**
 * The SOA record whose names are judged; null also if the zone's own name is bad, because the engine then tests none of
 * the names in it.
 */
export function soaToJudge(zone: ZoneView): SoaAnswer | null {
  return hasHostCharactersOnly(zone.zone) ? firstSoa(zone) : null;
}

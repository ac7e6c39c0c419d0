import { fromLabels, labelsOf, ROOT } from '../../dns/name.js';
import { defineCheck } from '../check.js';

const MEANING = 'A label of a host name begins and ends with a letter or a digit.';
const FIX = 'Correct the zone name.';

export const hyphens = defineCheck({
  testCase: 'Syntax02',
  title: 'No label of the zone name begins or ends with a hyphen',
  source: 'Zonemaster test case Syntax02; RFC 952; RFC 1123 section 2.1',
  tags: {
    INITIAL_HYPHEN: {
      engine: 'ERROR',
      message: 'The label {label} of the zone name {domain} begins with a hyphen.',
      meaning: MEANING,
      fix: FIX,
    },
    TERMINAL_HYPHEN: {
      engine: 'ERROR',
      message: 'The label {label} of the zone name {domain} ends with a hyphen.',
      meaning: MEANING,
      fix: FIX,
    },
    NO_ENDING_HYPHENS: {
      engine: 'INFO',
      message: 'No label of the zone name {domain} begins or ends with a hyphen.',
      meaning: MEANING,
      fix: null,
    },
  },
  *run(zone, fact) {
    const domain = zone.zone;
    const labels = labelsOf(domain);
    for (const each of labels) {
      const label = fromLabels([each]);
      if (each.startsWith('-')) yield fact('INITIAL_HYPHEN', { label, domain });
      if (each.endsWith('-')) yield fact('TERMINAL_HYPHEN', { label, domain });
    }
    const good = !labels.some((label) => label.startsWith('-') || label.endsWith('-'));
    if (good && domain !== ROOT) yield fact('NO_ENDING_HYPHENS', { domain });
  },
});

import { ROOT } from '../../dns/name.js';
import { defineCheck } from '../check.js';
import { labelsWithDoubleDash } from './host-name.js';

export const doubleDash = defineCheck({
  testCase: 'Syntax03',
  title: 'No label of the zone name has hyphens in the third and fourth place',
  source: 'Zonemaster test case Syntax03; RFC 5891 section 4.2.3.1',
  tags: {
    DISCOURAGED_DOUBLE_DASH: {
      engine: 'WARNING',
      message: 'The label {label} of the zone name {domain} has hyphens in the third and fourth place.',
      meaning: 'Such labels are reserved for internationalised names (xn--) and the like.',
      fix: 'Correct the zone name.',
    },
    NO_DOUBLE_DASH: {
      engine: 'INFO',
      message: 'No label of the zone name {domain} has hyphens in the third and fourth place.',
      meaning: 'The name cannot be mistaken for an internationalised one.',
      fix: null,
    },
  },
  *run(zone, fact) {
    const domain = zone.zone;
    const labels = labelsWithDoubleDash(domain);
    for (const label of labels) yield fact('DISCOURAGED_DOUBLE_DASH', { label, domain });
    if (labels.length === 0 && domain !== ROOT) yield fact('NO_DOUBLE_DASH', { domain });
  },
});

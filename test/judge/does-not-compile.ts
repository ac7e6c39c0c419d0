/** What the compiler is to refuse: `npm run typecheck` fails at what it takes. */
import type { TagDeclaration } from '../../src/finding/tag.js';
import type { Facts, FindingReport, Tag } from '../../src/index.js';
import type { Catalogue } from '../../src/judge/catalogue.js';
import { DOCUMENTED } from '../../src/judge/profile.js';

// @ts-expect-error No rule declares it.
export const typo: Tag = 'SOA_SERAIL';

// @ts-expect-error So it has no level either.
export const level = () => DOCUMENTED.levelOf('SOA_SERAIL');

// @ts-expect-error The message names the servers, too.
export const facts: Facts<'SOA_SERIAL'> = { serial: 1 };

// @ts-expect-error There is no host in it.
export const host = (finding: FindingReport) => finding.tag === 'SOA_SERIAL' && finding.facts.host;

// @ts-expect-error A message that RIPE does not have needs a level of ours.
export const unlevelled: TagDeclaration = { engine: null, message: '', meaning: '', fix: null, source: '' };

/** Messages that the compiler does not know by their words, and so without their facts. */
type Vague = { [T in Tag]: string extends Catalogue[T] ? T : never }[Tag];

export const noneIsVague: [Vague] extends [never] ? true : false = true;

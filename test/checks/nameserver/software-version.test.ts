import { softwareVersionCheck } from '../../../src/checks/nameserver/software-version.js';
import { describeCheck } from '../../support/checks.js';
import type { Reply } from '../../support/observation.js';
import { ALL_IDS, atSecond, FIRST_IDS, isSoa, SECOND_IDS, unreachable } from '../../support/scenes.js';

const bind = (reply: Reply) => atSecond((q) => (q.name === 'version.bind' ? reply : undefined));
const text = (line: string): Reply => ({ answer: [`version.bind TXT ${line}`] });
const hidden = (servers: readonly string[]) => ({ tag: 'N15_NO_VERSION_REVEALED', facts: { servers } });
const told = (version: string) => [
  {
    tag: 'N15_SOFTWARE_VERSION',
    servers: SECOND_IDS,
    facts: { query: 'version.bind', text: version, servers: SECOND_IDS },
  },
  hidden(FIRST_IDS),
];

describeCheck(softwareVersionCheck, [
  { title: 'no server tells', expect: [hidden(ALL_IDS)] },
  { title: 'one tells', scene: bind(text('"named 9.9.9"')), expect: told('named 9.9.9') },
  { title: 'spaces around it', scene: bind(text('" NSD " "4 "')), expect: told('NSD 4') },
  {
    title: 'bytes that would harm a terminal',
    scene: bind(text('"\u001b[31m\\\\x\u00ff"')),
    expect: told('\\027[31m\\\\x\\255'),
  },
  { title: 'an empty text', scene: bind(text('" "')), expect: [hidden(ALL_IDS)] },
  { title: 'a lone zero', scene: bind(text('"0"')), expect: [hidden(ALL_IDS)] },
  {
    title: 'the same text twice, and another',
    scene: bind({ answer: ['version.bind TXT "a"', 'version.bind TXT "a"', 'version.bind TXT "b"'] }),
    expect: [
      ...told('a'),
      {
        tag: 'N15_SOFTWARE_VERSION',
        facts: { text: 'b', servers: SECOND_IDS },
        evidence: ['ns2 CH TXT version.bind'],
      },
    ],
  },
  {
    title: 'no answer, and SERVFAIL',
    scene: atSecond((q) => {
      if (q.name === 'version.bind') return 'timeout';
      return q.name === 'version.server' ? { rcode: 'SERVFAIL' } : undefined;
    }),
    expect: [
      {
        tag: 'N15_ERROR_ON_VERSION_QUERY',
        facts: { query: 'version.bind', servers: SECOND_IDS },
        evidence: ['ns2 CH TXT version.bind'],
      },
      { tag: 'N15_ERROR_ON_VERSION_QUERY', facts: { query: 'version.server', servers: SECOND_IDS } },
      hidden(ALL_IDS),
    ],
  },
  {
    title: 'a record of class IN',
    scene: bind({ answer: ['version.bind TXT "x"'], class: 'IN' }),
    expect: [
      ...told('x'),
      { tag: 'N15_WRONG_CLASS', servers: SECOND_IDS, evidence: ['ns2 CH TXT version.bind'] },
    ],
  },
  {
    title: 'a server that does not answer at all is left out',
    scene: atSecond((q) => (isSoa(q) || q.class === 'CH' ? 'timeout' : undefined)),
    expect: [hidden(FIRST_IDS)],
  },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
]);

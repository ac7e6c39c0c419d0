import { namesMatch } from '../../../src/checks/delegation/names-match.js';
import { describeCheck } from '../../support/checks.js';
import { except, NS, type Scene, ZONE } from '../../support/observation.js';
import { atSecond, noResolver, SECOND_IDS, unreachable } from '../../support/scenes.js';

const NAMES = ['ns1.example.net', 'ns2.example.org'];

const zoneHas = (...names: string[]): Scene => ({
  replies: except((q) =>
    q.type === 'NS' && q.server !== 'resolver'
      ? { answer: names.map((each) => `${ZONE} NS ${each}`) }
      : undefined,
  ),
});

describeCheck(namesMatch, [
  { title: 'the same names', expect: [{ tag: 'NAMES_MATCH', facts: { names: NAMES } }] },
  {
    title: 'letter case makes no difference',
    scene: zoneHas('NS1.EXAMPLE.NET', 'ns2.example.org'),
    expect: [{ tag: 'NAMES_MATCH' }],
  },
  {
    title: 'the zone lacks one',
    scene: zoneHas('ns1.example.net'),
    expect: [
      {
        tag: 'EXTRA_NAME_PARENT',
        facts: { names: ['ns2.example.org'] },
        servers: ['ns2.example.org'],
        evidence: ['ns1 NS'],
      },
    ],
  },
  {
    title: 'one server has one more: it is named',
    scene: atSecond((q) => (q.type === 'NS' ? { answer: [...NS, `${ZONE} NS ns9.example.com`] } : undefined)),
    expect: [
      {
        tag: 'EXTRA_NAME_CHILD',
        facts: { names: ['ns9.example.com'] },
        servers: SECOND_IDS,
        evidence: ['ns2 NS'],
      },
    ],
  },
  {
    title: 'nothing in common',
    scene: {
      replies: except((q) => {
        if (q.type === 'NS' && q.server !== 'resolver') return { answer: [`${ZONE} NS mail.example.net`] };
        return undefined;
      }),
    },
    expect: [
      { tag: 'EXTRA_NAME_PARENT', facts: { names: NAMES } },
      { tag: 'EXTRA_NAME_CHILD', facts: { names: ['mail.example.net'] } },
      {
        tag: 'TOTAL_NAME_MISMATCH',
        facts: { object: NAMES, zone: ['mail.example.net'] },
        evidence: ['mail NS'],
      },
    ],
  },
  {
    title: 'the zone has no NS records',
    scene: zoneHas(),
    expect: [
      { tag: 'EXTRA_NAME_PARENT' },
      { tag: 'TOTAL_NAME_MISMATCH', facts: { zone: ['no NS records'] } },
    ],
  },
  {
    title: 'the names in the zone have no address, so the engine counts none of them',
    scene: zoneHas('gone.example.com'),
    expect: [
      {
        tag: 'EXTRA_NAME_PARENT',
        evidence: ['ns1 NS', 'ns2 NS', 'resolver A+AAAA gone.example.com', 'resolver NS .'],
      },
      { tag: 'TOTAL_NAME_MISMATCH' },
    ],
  },
  {
    title: 'the delegation that exists has one name more',
    scene: {
      target: { nservers: [] },
      replies: except((q) => {
        if (['193.0.9.5', '2001:67c:e0::5'].includes(q.server) && q.name === ZONE) {
          return { aa: false, authority: [...NS, `${ZONE} NS mail.example.net`] };
        }
        return undefined;
      }),
    },
    expect: [
      {
        tag: 'EXTRA_NAME_PARENT',
        facts: { names: ['mail.example.net'] },
        evidence: ['ns1 NS', 'ns2 NS', 'parent NS'],
      },
    ],
  },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
  {
    title: 'unknown: the names in the zone could not be looked up',
    scene: {
      ...noResolver,
      target: {},
      replies: except((q) => {
        if (q.server !== 'resolver')
          return q.type === 'NS' ? { answer: [`${ZONE} NS mail.example.net`] } : undefined;
        return q.name === 'mail.example.net' || q.name === '.' ? 'resolver-down' : undefined;
      }),
    },
    expect: [],
  },
]);

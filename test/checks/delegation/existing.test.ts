import { existingDelegation } from '../../../src/checks/delegation/existing.js';
import { address } from '../../../src/dns/address.js';
import { fold, name } from '../../../src/dns/name.js';
import { describeCheck } from '../../support/checks.js';
import { except, NS, PARENT, type Reply, TARGET, ZONE } from '../../support/observation.js';

const PARENT_SERVERS = ['193.0.9.5', '2001:67c:e0::5'];

const parentHas = (reply: Reply) =>
  except((q) => (fold(q.name) === ZONE && PARENT_SERVERS.includes(q.server) ? reply : undefined));

describeCheck(existingDelegation, [
  { title: 'the parent has no such zone', expect: [] },
  {
    title: 'the parent has the same delegation',
    scene: { replies: parentHas({ aa: false, authority: NS }) },
    expect: [
      { tag: 'RDNS_SAME_DELEGATION', facts: { parent: PARENT }, evidence: ['parent/4 NS', 'parent/4 SOA'] },
    ],
  },
  {
    title: 'another delegation: what comes and what goes',
    scene: { replies: parentHas({ aa: false, authority: [NS[0] ?? '', `${ZONE} NS old.example.com`] }) },
    expect: [
      {
        tag: 'RDNS_REPLACES_DELEGATION',
        facts: { domain: ZONE, changes: ['old.example.com goes', 'ns2.example.org comes'] },
        evidence: ['parent/4 NS', 'parent/4 SOA'],
      },
    ],
  },
  {
    title: 'other glue for a name server inside the zone',
    scene: {
      target: {
        nservers: [...TARGET.nservers, { name: name(`ns.${ZONE}`), glue: [] }].map((each) =>
          each.name.endsWith(ZONE) ? { ...each, glue: [address('187.3.3.4')] } : each,
        ),
      },
      replies: parentHas({
        aa: false,
        authority: [...NS, `${ZONE} NS ns.${ZONE}`],
        additional: [`ns.${ZONE} A 187.3.3.3`],
      }),
    },
    expect: [
      {
        tag: 'RDNS_REPLACES_DELEGATION',
        facts: { changes: [`ns.${ZONE} moves from 187.3.3.3 to 187.3.3.4`] },
      },
    ],
  },
  {
    title: 'glue on one side only, or in another order, moves nothing',
    scene: {
      target: {
        nservers: [
          { name: name(`a.${ZONE}`), glue: [] },
          { name: name(`b.${ZONE}`), glue: [address('187.3.3.4')] },
          { name: name(`c.${ZONE}`), glue: [address('187.3.3.6'), address('187.3.3.5')] },
        ],
      },
      replies: parentHas({
        aa: false,
        authority: ['a', 'b', 'c'].map((each) => `${ZONE} NS ${each}.${ZONE}`),
        additional: [`a.${ZONE} A 187.3.3.3`, `c.${ZONE} A 187.3.3.5`, `c.${ZONE} A 187.3.3.6`],
      }),
    },
    expect: [{ tag: 'RDNS_SAME_DELEGATION' }],
  },
  {
    title: 'several addresses move',
    scene: {
      target: { nservers: [{ name: name(`a.${ZONE}`), glue: ['187.3.3.3', '187.3.3.4'].map(address) }] },
      replies: parentHas({
        aa: false,
        authority: [`${ZONE} NS a.${ZONE}`],
        additional: [`a.${ZONE} A 187.3.3.3`, `a.${ZONE} A 187.3.3.5`],
      }),
    },
    expect: [
      {
        tag: 'RDNS_REPLACES_DELEGATION',
        facts: { changes: [`a.${ZONE} moves from 187.3.3.3, 187.3.3.5 to 187.3.3.3, 187.3.3.4`] },
      },
    ],
  },
  {
    title: 'the zone is part of a wider one that somebody holds',
    scene: {
      replies: except((q) => {
        if (q.server !== 'resolver') return undefined;
        if (q.type === 'SOA')
          return { rcode: 'NXDOMAIN', authority: ['155.185.in-addr.arpa SOA a b 1 1 1 1 1'] };
        return q.name === '155.185.in-addr.arpa'
          ? { answer: ['155.185.in-addr.arpa NS ns1.example.net'] }
          : undefined;
      }),
    },
    expect: [
      {
        tag: 'RDNS_WIDER_DELEGATION',
        facts: { parent: '155.185.in-addr.arpa', nservers: ['ns1.example.net'] },
        evidence: ['resolver NS 155.185.in-addr.arpa'],
      },
    ],
  },
  {
    title: 'the delegation that exists is tested itself: it replaces nothing',
    scene: { target: { nservers: [] }, replies: parentHas({ aa: false, authority: NS }) },
    expect: [],
  },
  {
    title: 'no server of the parent can be reached from here: nothing is known',
    scene: { replies: except((q) => (PARENT_SERVERS.includes(q.server) ? 'no-route' : undefined)) },
    expect: [],
  },
]);

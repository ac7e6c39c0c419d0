import { distinctAddresses } from '../../../src/checks/delegation/distinct-addresses.js';
import { describeCheck } from '../../support/checks.js';
import { except, NS, ZONE } from '../../support/observation.js';
import { noResolver } from '../../support/scenes.js';

const NAMES = ['ns1.example.net', 'ns2.example.org'];

describeCheck(distinctAddresses, [
  {
    title: 'addresses of their own',
    expect: [{ tag: 'DEL_DISTINCT_NS_IP' }, { tag: 'CHILD_DISTINCT_NS_IP' }, { tag: 'DISTINCT_IP_ADDRESS' }],
  },
  {
    title: 'two names for one address, other addresses differ',
    scene: {
      replies: except((q) =>
        q.name === 'ns2.example.org' && q.type === 'A'
          ? { answer: ['ns2.example.org A 185.100.1.1'] }
          : undefined,
      ),
    },
    expect: ['DEL_NS_SAME_IP', 'CHILD_NS_SAME_IP', 'SAME_IP_ADDRESS'].map((tag) => ({
      tag,
      facts: { names: NAMES, address: '185.100.1.1' },
      servers: NAMES.map((each) => `${each}/185.100.1.1`),
      evidence: [...NAMES.map((each) => `resolver A+AAAA ${each}`), 'resolver NS .'],
    })),
  },
  {
    title: 'a name in the zone that is a second name of a server in the object',
    scene: {
      replies: except((q) => {
        if (q.type === 'NS' && q.server !== 'resolver')
          return { answer: [...NS.slice(1), `${ZONE} NS a.example.net`] };
        if (q.name !== 'a.example.net') return undefined;
        return { answer: q.type === 'A' ? ['a.example.net A 185.100.1.1'] : [] };
      }),
    },
    expect: [
      { tag: 'DEL_DISTINCT_NS_IP' },
      { tag: 'CHILD_DISTINCT_NS_IP' },
      {
        tag: 'SAME_IP_ADDRESS',
        facts: { names: ['a.example.net', 'ns1.example.net'] },
        evidence: ['resolver A+AAAA a.example.net', 'resolver A+AAAA ns1.example.net', 'resolver NS .'],
      },
    ],
  },
  { title: 'unknown: there is no resolver', scene: noResolver, expect: [] },
]);

import { reverseNameExists } from '../../../src/checks/address/reverse-name.js';
import { describeCheck } from '../../support/checks.js';
import { except, type Reply, type Scene } from '../../support/observation.js';
import { noResolver } from '../../support/scenes.js';

const REVERSE = '2.2.200.186.in-addr.arpa';

const pointerTo = (reply: Reply): Scene => ({
  replies: except((q) => (q.type === 'PTR' && q.name === REVERSE ? reply : undefined)),
});

const lacking = {
  facts: { nsname: 'ns2.example.org', address: '186.200.2.2' },
  servers: ['ns2.example.org/186.200.2.2'],
};

describeCheck(reverseNameExists, [
  { title: 'every address has a name', expect: [{ tag: 'NAMESERVERS_IP_WITH_REVERSE' }] },
  {
    title: 'no such name',
    scene: pointerTo({ rcode: 'NXDOMAIN' }),
    expect: [{ tag: 'NAMESERVER_IP_WITHOUT_REVERSE', ...lacking, evidence: ['resolver PTR 186.200.2.2'] }],
  },
  {
    title: 'no PTR record',
    scene: pointerTo({ authority: ['186.in-addr.arpa SOA a b 1 1 1 1 1'] }),
    expect: [{ tag: 'NAMESERVER_IP_WITHOUT_REVERSE', ...lacking }],
  },
  {
    title: 'an alias (RFC 2317)',
    scene: pointerTo({
      answer: [
        `${REVERSE} CNAME 2.0-63.2.200.186.in-addr.arpa`,
        '2.0-63.2.200.186.in-addr.arpa PTR ns2.example.org',
      ],
    }),
    expect: [{ tag: 'NAMESERVERS_IP_WITH_REVERSE' }],
  },
  {
    title: 'the servers of the reverse zone fail, the resolver works',
    scene: pointerTo({ rcode: 'SERVFAIL' }),
    expect: [
      {
        tag: 'NO_RESPONSE_PTR_QUERY',
        facts: { address: '186.200.2.2', domain: REVERSE },
        evidence: ['resolver NS .', 'resolver PTR 186.200.2.2'],
      },
    ],
  },
  {
    title: 'two names for one address: once, under the first',
    scene: {
      replies: except((q) => {
        if (q.type === 'PTR' && q.name === '1.1.100.185.in-addr.arpa') return { rcode: 'NXDOMAIN' };
        return q.name === 'ns2.example.org' && q.type === 'A'
          ? { answer: ['ns2.example.org A 185.100.1.1'] }
          : undefined;
      }),
    },
    expect: [{ tag: 'NAMESERVER_IP_WITHOUT_REVERSE', servers: ['ns1.example.net/185.100.1.1'] }],
  },
  { title: 'unknown: there is no resolver', scene: noResolver, expect: [] },
  { title: 'unknown: one lookup could not be made', scene: pointerTo('local-error'), expect: [] },
]);

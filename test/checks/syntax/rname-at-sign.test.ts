import { rnameAtSign } from '../../../src/checks/syntax/rname-at-sign.js';
import { name } from '../../../src/dns/name.js';
import { describeCheck } from '../../support/checks.js';
import { except } from '../../support/observation.js';
import { isSoa, soaLine, unreachable, withSoa } from '../../support/scenes.js';

describeCheck(rnameAtSign, [
  {
    title: 'a dot',
    expect: [
      { tag: 'RNAME_NO_AT_SIGN', facts: { rname: 'hostmaster.example.net' }, evidence: ['ns1/4 SOA'] },
    ],
  },
  {
    title: 'an at sign',
    scene: withSoa({ rname: 'hostmaster@example.net' }),
    expect: [
      {
        tag: 'RNAME_MISUSED_AT_SIGN',
        facts: { rname: 'hostmaster@example.net' },
        servers: ['ns1.example.net/185.100.1.1'],
        evidence: ['ns1/4 SOA'],
      },
    ],
  },
  {
    title: 'an at sign in a label that also has an escaped dot',
    scene: withSoa({ rname: 'john\\.doe@example.net' }),
    expect: [{ tag: 'RNAME_MISUSED_AT_SIGN' }],
  },
  {
    title: 'the second server is read when the first is silent',
    scene: {
      replies: except((q) => {
        if (q.server.startsWith('185.') || q.server.startsWith('2a0a:')) return 'timeout';
        return isSoa(q) ? { answer: [soaLine({ rname: 'a@b.example' })] } : undefined;
      }),
    },
    expect: [{ tag: 'RNAME_MISUSED_AT_SIGN', servers: ['ns2.example.org/186.200.2.2'] }],
  },
  {
    title: 'the first answer has no SOA record',
    scene: {
      replies: except((q) =>
        isSoa(q) && q.server === '185.100.1.1' ? { rcode: 'SERVFAIL', aa: false } : undefined,
      ),
    },
    expect: [],
  },
  {
    title: 'a zone with a bad name is not looked into',
    scene: {
      target: { zone: name('0/25.16.155.185.in-addr.arpa') },
      replies: except((q) => (q.type === 'SOA' ? { answer: [soaLine({ rname: 'a@b' })] } : undefined)),
    },
    expect: [],
  },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
]);

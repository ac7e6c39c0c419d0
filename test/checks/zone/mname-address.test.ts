import { mnameAddress } from '../../../src/checks/zone/mname-address.js';
import type { Question } from '../../../src/record/question.js';
import { describeCheck } from '../../support/checks.js';
import type { Reply } from '../../support/observation.js';
import { unreachable, withSoa } from '../../support/scenes.js';

/** alias.example.net → target, the latter in this zone. */
const alias = (target: string, zone: string) =>
  withSoa({ mname: 'alias.example.net' }, (q: Question): Reply | undefined => {
    if (q.server !== 'resolver') return undefined;
    if (q.type === 'SOA' && q.name === 'example.net') return { answer: ['example.net SOA a b 1 1 1 1 1'] };
    if (q.type === 'SOA' && q.name === target) return { authority: [`${zone} SOA a b 1 1 1 1 1`] };
    if (q.name !== 'alias.example.net') return undefined;
    const cname = `alias.example.net CNAME ${target}`;
    return q.type === 'A' ? { answer: [cname, `${target} A 185.100.1.1`] } : { answer: [cname] };
  });

describeCheck(mnameAddress, [
  {
    title: 'a host with an address',
    expect: [
      {
        tag: 'MNAME_IS_NOT_CNAME',
        facts: { mname: 'ns1.example.net' },
        evidence: ['ns1/4 SOA', 'resolver A+AAAA ns1.example.net', 'resolver NS .'],
      },
    ],
  },
  {
    title: 'no such name',
    scene: withSoa({ mname: 'nowhere.example.net' }),
    expect: [
      { tag: 'MNAME_IS_NOT_CNAME' },
      {
        tag: 'MNAME_HAS_NO_ADDRESS',
        evidence: ['ns1/4 SOA', 'resolver A+AAAA nowhere.example.net', 'resolver NS .'],
      },
    ],
  },
  {
    title: 'the servers of the name fail',
    scene: withSoa({ mname: 'hidden.example.net' }, (q) =>
      q.name === 'hidden.example.net' ? { rcode: 'SERVFAIL' } : undefined,
    ),
    expect: [{ tag: 'MNAME_HAS_NO_ADDRESS' }],
  },
  {
    title: 'an alias inside its zone: the engine finds no address',
    scene: alias('ns1.example.net', 'example.net'),
    expect: [
      {
        tag: 'MNAME_IS_CNAME',
        facts: { mname: 'alias.example.net', what: 'an alias for ns1.example.net' },
        evidence: [
          'ns1/4 SOA',
          'resolver A+AAAA alias.example.net',
          'resolver NS .',
          'resolver SOA example.net',
          'resolver SOA ns1.example.net',
        ],
      },
      { tag: 'MNAME_HAS_NO_ADDRESS', facts: { mname: 'alias.example.net' } },
    ],
  },
  {
    title: 'an alias into another zone: the engine finds the address there',
    scene: alias('ns2.example.org', 'example.org'),
    expect: [{ tag: 'MNAME_IS_CNAME', facts: { what: 'an alias for ns2.example.org' } }],
  },
  {
    title: 'the root',
    scene: withSoa({ mname: '.' }),
    expect: [{ tag: 'MNAME_IS_CNAME', facts: { mname: '.' } }, { tag: 'MNAME_HAS_NO_ADDRESS' }],
  },
  {
    title: 'localhost is no name in DNS, whatever the resolver says',
    scene: withSoa({ mname: 'localhost' }, (q) =>
      q.name === 'localhost' ? { answer: ['localhost A 127.0.0.1'] } : undefined,
    ),
    expect: [{ tag: 'MNAME_IS_NOT_CNAME' }, { tag: 'MNAME_HAS_NO_ADDRESS' }],
  },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
  {
    title: 'unknown: the name cannot be looked up',
    scene: withSoa({ mname: 'hidden.example.net' }, (q) =>
      q.name === 'hidden.example.net' ? 'resolver-down' : undefined,
    ),
    expect: [],
  },
]);

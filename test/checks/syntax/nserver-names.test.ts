import { nserverNames } from '../../../src/checks/syntax/nserver-names.js';
import { address } from '../../../src/dns/address.js';
import { name } from '../../../src/dns/name.js';
import { describeCheck } from '../../support/checks.js';
import { NS, ZONE } from '../../support/observation.js';
import { atSecond, unreachable } from '../../support/scenes.js';

const ok = (nsname: string) => ({ tag: 'NAMESERVER_SYNTAX_OK', servers: [nsname] });
const good = [ok('ns1.example.net'), ok('ns2.example.org')];

/** The second server gives one more name. */
const alsoNamed = (host: string) =>
  atSecond((q) =>
    q.name === ZONE && q.type === 'NS' ? { answer: [...NS, `${ZONE} NS ${host}`] } : undefined,
  );

describeCheck(nserverNames, [
  { title: 'host names', expect: good.map((each) => ({ ...each, evidence: ['ns1 NS', 'ns2 NS'] })) },
  {
    title: 'a name that only one server gives, with an underscore',
    scene: alsoNamed('name_server.example.net'),
    expect: [
      ...good,
      {
        tag: 'NAMESERVER_NON_ALLOWED_CHARS',
        facts: { nsname: 'name_server.example.net', label: 'name_server' },
        servers: ['name_server.example.net'],
        evidence: ['ns2 NS'],
      },
    ],
  },
  {
    title: 'hyphens in the third and fourth place',
    scene: alsoNamed('ns--1.example.net'),
    expect: [
      ...good,
      { tag: 'NAMESERVER_DISCOURAGED_DOUBLE_DASH', facts: { label: 'ns--1' }, evidence: ['ns2 NS'] },
    ],
  },
  {
    title: 'a name in another script',
    scene: alsoNamed('xn--ns-1.example.net'),
    expect: [...good, ok('xn--ns-1.example.net')],
  },
  {
    title: 'an address in place of a name',
    scene: alsoNamed('185.100.1.1'),
    expect: [
      ...good,
      { tag: 'NAMESERVER_NUMERIC_TLD', facts: { nsname: '185.100.1.1', label: '1' }, evidence: ['ns2 NS'] },
    ],
  },
  {
    title: 'two flaws in a name of the object',
    scene: {
      target: { nservers: [{ name: name('a_b.ns--2.example.net'), glue: [address('185.100.1.1')] }] },
    },
    expect: [
      ...good,
      { tag: 'NAMESERVER_NON_ALLOWED_CHARS', facts: { label: 'a_b' } },
      { tag: 'NAMESERVER_DISCOURAGED_DOUBLE_DASH', facts: { label: 'ns--2' } },
    ],
  },
  {
    title: 'a zone with a bad name is not looked into',
    scene: { target: { zone: name('0/25.16.155.185.in-addr.arpa') } },
    expect: [],
  },
  { title: 'unknown: only the names in the object', scene: unreachable, expect: good },
]);

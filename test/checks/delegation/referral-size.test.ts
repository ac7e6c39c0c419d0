import { describe, expect, test } from 'vitest';
import { referralBytes, referralSize } from '../../../src/checks/delegation/referral-size.js';
import { address } from '../../../src/dns/address.js';
import { type Name, name, ROOT } from '../../../src/dns/name.js';
import { type Server, serverAt } from '../../../src/zone/view.js';
import { describeCheck } from '../../support/checks.js';
import { except, ZONE } from '../../support/observation.js';

const many = Array.from({ length: 13 }, (_, i) => ({
  name: name(`ns${i}.some-name-server-pool-${i}.example`),
  glue: [],
}));

describeCheck(referralSize, [
  // RIPE's engine gives this for the same delegation: oracle of the scenario healthy-v4-zone.
  { title: 'two name servers', expect: [{ tag: 'REFERRAL_SIZE_OK', facts: { size: 329 } }] },
  {
    title: 'thirteen name servers with long names',
    scene: { target: { nservers: many } },
    expect: [{ tag: 'REFERRAL_SIZE_TOO_LARGE' }],
  },
  {
    title: 'the parent is not known: no glue is counted, as for names outside of it',
    scene: { replies: except((q) => (q.server === 'resolver' && q.type === 'SOA' ? 'no-route' : undefined)) },
    expect: [{ tag: 'REFERRAL_SIZE_OK' }],
  },
]);

describe('the size of a referral', () => {
  const inside = name(`ns.${ZONE}`);
  const parent = name('185.in-addr.arpa');
  const v4 = serverAt(inside, address('187.3.3.3'));
  const v6 = serverAt(inside, address('2a0c:300:3::3'));
  const out = serverAt(name('ns1.example.net'), address('185.100.1.1'));
  const sizeOf = (names: readonly Name[], servers: readonly Server[] = [], above: Name | null = parent) =>
    referralBytes(ZONE, names, servers, above);

  /** Header, the longest name, its type and class. */
  const QUESTION = 12 + 255 + 4;
  /** An NS record of which the name is `ns` and a pointer to the zone. */
  const BARE = QUESTION + 12 + 3 + 2;

  test.each<[string, readonly Name[], readonly Server[], Name | null, number]>([
    [
      'names that share their ending share its bytes',
      [name('a.example.net'), name('b.EXAMPLE.net')],
      [],
      null,
      QUESTION + 12 + 15 + 12 + 4,
    ],
    ['a name in the zone ends with a pointer', [inside], [], parent, BARE],
    ['the root has one byte', [ROOT], [], null, QUESTION + 12 + 1],
    ['glue for names in the parent: an A record', [inside], [v4], parent, BARE + 16],
    ['an A and an AAAA record', [inside], [v4, v6], parent, BARE + 16 + 28],
    ['one address of a family, however many there are', [inside], [v4, v4], parent, BARE + 16],
    ['no glue when one server with an address is elsewhere', [inside], [v4, out], parent, BARE],
    ['glue of the one family if a server of the other is elsewhere', [inside], [v6, out], parent, BARE + 28],
    ['no glue if the parent is not known', [inside], [v4], null, BARE],
  ])('%s', (_, names, servers, above, expected) => {
    expect(sizeOf(names, servers, above)).toBe(expected);
  });
});

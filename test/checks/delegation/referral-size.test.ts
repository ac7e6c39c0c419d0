import { describe, expect, test } from 'vitest';
import { referralBytes, referralSize } from '../../../src/checks/delegation/referral-size.js';
import { address } from '../../../src/dns/address.js';
import { name } from '../../../src/dns/name.js';
import { serverAt } from '../../../src/zone/view.js';
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
  const bare = referralBytes(ZONE, [inside], [], parent);

  test.each([
    [
      'names that share their ending share its bytes',
      referralBytes(ZONE, [name('a.example.net'), name('b.example.net')], [], null),
      271 + 12 + 15 + 12 + 4,
    ],
    ['glue for names in the parent: an A record', referralBytes(ZONE, [inside], [v4], parent), bare + 16],
    ['an A and an AAAA record', referralBytes(ZONE, [inside], [v4, v6], parent), bare + 16 + 28],
    [
      'one address of a family, however many there are',
      referralBytes(ZONE, [inside], [v4, v4], parent),
      bare + 16,
    ],
    [
      'no glue when one server with an address is elsewhere',
      referralBytes(ZONE, [inside], [v4, serverAt(name('ns1.example.net'), address('185.100.1.1'))], parent),
      bare,
    ],
  ])('%s', (_, size, expected) => {
    expect(size).toBe(expected);
  });
});

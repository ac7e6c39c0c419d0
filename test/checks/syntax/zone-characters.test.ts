import { zoneCharacters } from '../../../src/checks/syntax/zone-characters.js';
import { name } from '../../../src/dns/name.js';
import { describeCheck } from '../../support/checks.js';
import { unreachable } from '../../support/scenes.js';

const row = (zone: string, tag: string) => ({
  title: zone,
  scene: { target: { zone: name(zone) } },
  expect: [{ tag, facts: { domain: name(zone) } }],
});

describeCheck(zoneCharacters, [
  row('0-127.16.155.185.in-addr.arpa', 'ONLY_ALLOWED_CHARS'),
  row('8.b.d.0.1.0.0.2.ip6.arpa', 'ONLY_ALLOWED_CHARS'),
  row('0/25.16.155.185.in-addr.arpa', 'NON_ALLOWED_CHARS'),
  row('a_b.16.155.185.in-addr.arpa', 'NON_ALLOWED_CHARS'),
  row('a\\.b.16.155.185.in-addr.arpa', 'NON_ALLOWED_CHARS'),
  {
    title: 'nothing needs to be asked',
    scene: unreachable,
    expect: [{ tag: 'ONLY_ALLOWED_CHARS' }],
  },
]);

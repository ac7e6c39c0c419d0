import { hyphens } from '../../../src/checks/syntax/hyphens.js';
import { name } from '../../../src/dns/name.js';
import { describeCheck } from '../../support/checks.js';
import { unreachable } from '../../support/scenes.js';

const row = (zone: string, expect: readonly { tag: string; facts?: { label: string } }[]) => ({
  title: zone,
  scene: { target: { zone: name(zone) } },
  expect,
});

describeCheck(hyphens, [
  row('0-127.16.155.185.in-addr.arpa', [{ tag: 'NO_ENDING_HYPHENS' }]),
  row('-127.16.155.185.in-addr.arpa', [{ tag: 'INITIAL_HYPHEN', facts: { label: '-127' } }]),
  row('0-.16.155.185.in-addr.arpa', [{ tag: 'TERMINAL_HYPHEN', facts: { label: '0-' } }]),
  row('-.16.155.185.in-addr.arpa', [{ tag: 'INITIAL_HYPHEN' }, { tag: 'TERMINAL_HYPHEN' }]),
  row('.', []),
  { title: 'nothing needs to be asked', scene: unreachable, expect: [{ tag: 'NO_ENDING_HYPHENS' }] },
]);

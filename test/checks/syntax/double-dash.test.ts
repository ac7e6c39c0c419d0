import { doubleDash } from '../../../src/checks/syntax/double-dash.js';
import { name } from '../../../src/dns/name.js';
import { describeCheck } from '../../support/checks.js';
import { unreachable } from '../../support/scenes.js';

const row = (zone: string, expect: readonly { tag: string; facts?: { label: string } }[]) => ({
  title: zone,
  scene: { target: { zone: name(zone) } },
  expect,
});

describeCheck(doubleDash, [
  row('16.155.185.in-addr.arpa', [{ tag: 'NO_DOUBLE_DASH' }]),
  row('10--20.16.155.185.in-addr.arpa', [{ tag: 'DISCOURAGED_DOUBLE_DASH', facts: { label: '10--20' } }]),
  row('1--2.16.155.185.in-addr.arpa', [{ tag: 'NO_DOUBLE_DASH' }]),
  row('xn--bcher-kva.example', [{ tag: 'NO_DOUBLE_DASH' }]),
  row('.', []),
  { title: 'nothing needs to be asked', scene: unreachable, expect: [{ tag: 'NO_DOUBLE_DASH' }] },
]);

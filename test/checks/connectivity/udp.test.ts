import { overUdp } from '../../../src/checks/connectivity/udp.js';
import { describeCheck } from '../../support/checks.js';
import { ALL_IDS } from '../../support/scenes.js';
import { rowsFor } from './transports.js';

describeCheck(overUdp, [
  ...rowsFor('udp'),
  {
    title: 'IPv6 left out',
    scene: { families: { ipv4: true, ipv6: false } },
    expect: [{ tag: 'CN01_IPV6_DISABLED', facts: { servers: ALL_IDS.filter((id) => id.includes(':')) } }],
  },
  {
    title: 'IPv4 left out',
    scene: { families: { ipv4: false, ipv6: true } },
    expect: [{ tag: 'CN01_IPV4_DISABLED', servers: ALL_IDS.filter((id) => !id.includes(':')) }],
  },
]);

import { expect, test } from 'vitest';
import { zonesOf } from '../../../src/index.js';
import { describeReal, NSERVERS, remarksOn, startRealServers } from '../../support/real.js';

const PREFIXES = ['185.155.16.0/22', '2a0e:b000::/31'];

describeReal('a healthy allocation on BIND, NSD, Knot and PowerDNS', () => {
  test('is accepted, by the documentation and by the engine, with nothing to remark', async () => {
    const servers = await startRealServers({ prefixes: PREFIXES });
    const report = await servers.check();
    expect(report.verdicts).toEqual({ documented: 'accept', engine: 'accept' });
    expect(report.zones.map(({ zone }) => zone)).toEqual(
      PREFIXES.flatMap((prefix) => zonesOf(prefix)).map(({ zone }) => zone),
    );
    for (const zone of report.zones) {
      expect(zone.nameservers.map(({ name }) => name)).toEqual([...NSERVERS].sort());
      expect(remarksOn(zone)).toEqual([]);
    }
  });

  test.each([
    ['IPv4', { ipv6: false }],
    ['IPv6', { ipv4: false }],
  ])('is accepted when asked over %s only', async (_, options) => {
    const servers = await startRealServers({ prefixes: PREFIXES });
    const report = await servers.check(options);
    expect(report.verdicts).toEqual({ documented: 'accept', engine: 'accept' });
  });
});

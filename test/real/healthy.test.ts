import { expect, test } from 'vitest';
import { zonesOf } from '../../src/index.js';
import { noteworthy } from '../../src/report/report.js';
import { describeReal, NSERVERS, startRealServers } from '../support/real.js';

const PREFIXES = ['185.155.16.0/22', '2a0e:b000::/31'];

/** PowerDNS with `version-string=anonymous` hides its version by SERVFAIL, which RIPE's checker points out. */
const EXPECTED = ['N15_ERROR_ON_VERSION_QUERY'];

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
      const remarks = zone.findings.filter(noteworthy).map(({ tag }) => tag);
      expect(remarks.filter((tag) => !EXPECTED.includes(tag))).toEqual([]);
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

import { expect, test } from 'vitest';
import { describeReal, NSERVERS, remarksOn, SOFTWARE, startRealServers } from '../../support/real.js';
import { HOSTS } from '../../support/real-zones.js';

const WITH_GLUE = SOFTWARE.map(
  (software) => `${HOSTS[software].name}/${HOSTS[software].addresses.join(',')}`,
);

describeReal('a resolver that does not run', () => {
  test.each([
    ['whose addresses it had to find', NSERVERS],
    ['whose addresses are given', WITH_GLUE],
  ])('leaves the verdict open, and is not held against name servers %s', async (_, nservers) => {
    const servers = await startRealServers({ prefixes: ['185.155.16.0/23'], resolverStopped: true });
    const report = await servers.check({ nservers });
    expect(report.verdicts).toEqual({ documented: 'undetermined', engine: 'undetermined' });
    for (const zone of report.zones) {
      const remarks = remarksOn(zone);
      expect(remarks.map(({ tag }) => tag)).toContain('RDNS_RESOLVER_FAILED');
      expect(remarks.flatMap((finding) => finding.servers)).toEqual([]);
    }
  });
});

/** One fault on one of the four real servers: found, attributed to that server, and judged as RIPE would. */
import { expect, test } from 'vitest';
import type { FindingReport, Report, Tag } from '../../../src/index.js';
import { describeReal, NSERVERS, SERIAL, SOFTWARE, serversOf, startRealServers } from '../../support/real.js';

const PREFIXES = ['185.155.16.0/23'];
const ACCEPTED_TODAY = { documented: 'reject', engine: 'accept' };
const REJECTED = { documented: 'reject', engine: 'reject' };

type FindingWith<T extends Tag> = Extract<FindingReport, { readonly tag: T }>;

/** The findings with this tag; every zone must have the same number. */
function findingsIn<T extends Tag>(report: Report, tag: T, perZone = 1): FindingWith<T>[] {
  const hasTag = (finding: FindingReport): finding is FindingWith<T> => finding.tag === tag;
  return report.zones.flatMap((zone) => {
    const found = zone.findings.filter(hasTag);
    expect(found, `${tag} in ${zone.zone}`).toHaveLength(perZone);
    return found;
  });
}

describeReal('one fault among four real servers', () => {
  test.each(SOFTWARE)('%s is a serial ahead', async (software) => {
    const servers = await startRealServers({
      prefixes: PREFIXES,
      deviations: { [software]: { serial: SERIAL + 1 } },
    });
    const report = await servers.check();
    expect(report.verdicts).toEqual(ACCEPTED_TODAY);
    for (const finding of findingsIn(report, 'MULTIPLE_SOA_SERIALS')) {
      expect(finding.levels).toEqual({ documented: 'ERROR', engine: 'WARNING' });
      for (const server of serversOf(software)) expect(finding.message).toContain(server);
    }
    const ahead = findingsIn(report, 'SOA_SERIAL', 2).filter(({ facts }) => facts.serial === SERIAL + 1);
    expect(ahead.map((finding) => finding.servers)).toEqual(report.zones.map(() => serversOf(software)));
  });

  test.each(SOFTWARE)('%s gives another contact address', async (software) => {
    const servers = await startRealServers({
      prefixes: PREFIXES,
      deviations: { [software]: { rname: 'dns.example.net' } },
    });
    const report = await servers.check();
    expect(report.verdicts).toEqual(ACCEPTED_TODAY);
    for (const finding of findingsIn(report, 'MULTIPLE_SOA_RNAMES')) {
      expect(finding.levels).toEqual({ documented: 'ERROR', engine: 'NOTICE' });
    }
  });

  test.each(SOFTWARE)('%s names one server more in its NS records', async (software) => {
    const servers = await startRealServers({
      prefixes: PREFIXES,
      deviations: { [software]: { ns: [...NSERVERS, 'gone.example.net'] } },
    });
    const report = await servers.check();
    expect(report.verdicts.documented).toBe('reject');
    for (const finding of findingsIn(report, 'MULTIPLE_NS_SET')) {
      expect(finding.levels).toEqual({ documented: 'ERROR', engine: 'NOTICE' });
    }
  });

  test('no server has the NS record of one that the object names', async () => {
    const ns = NSERVERS.filter((name) => name !== 'knot.example.com');
    const servers = await startRealServers({
      prefixes: PREFIXES,
      deviations: { bind: { ns }, nsd: { ns }, knot: { ns }, pdns: { ns } },
    });
    const report = await servers.check();
    expect(report.verdicts).toEqual(REJECTED);
    for (const finding of findingsIn(report, 'EXTRA_NAME_PARENT')) {
      expect(finding.servers).toEqual(['knot.example.com']);
    }
  });

  test('the object leaves out a server that the zone names', async () => {
    const servers = await startRealServers({ prefixes: PREFIXES });
    const report = await servers.check({ nservers: NSERVERS.filter((name) => name !== 'knot.example.com') });
    expect(report.verdicts).toEqual(ACCEPTED_TODAY);
    for (const finding of findingsIn(report, 'EXTRA_NAME_CHILD')) {
      expect(finding.facts.names).toEqual(['knot.example.com']);
    }
  });

  test.each(SOFTWARE)('%s is stopped', async (software) => {
    const servers = await startRealServers({
      prefixes: PREFIXES,
      deviations: { [software]: { stopped: true } },
    });
    const report = await servers.check();
    expect(report.verdicts).toEqual(ACCEPTED_TODAY);
    for (const tag of ['CN01_NO_RESPONSE_UDP', 'CN02_NO_RESPONSE_TCP'] as const) {
      const perZone = serversOf(software).length;
      const named = findingsIn(report, tag, perZone).flatMap((finding) => finding.servers);
      expect(named).toEqual(report.zones.flatMap(() => serversOf(software)));
    }
  });

  test('all are stopped', async () => {
    const servers = await startRealServers({
      prefixes: PREFIXES,
      deviations: Object.fromEntries(SOFTWARE.map((software) => [software, { stopped: true }])),
    });
    const report = await servers.check();
    expect(report.verdicts).toEqual(REJECTED);
    findingsIn(report, 'B02_NO_WORKING_NS');
  });

  test.each(SOFTWARE)('%s does not have the zones', async (software) => {
    const servers = await startRealServers({ prefixes: PREFIXES, deviations: { [software]: { zones: [] } } });
    const report = await servers.check();
    expect(report.verdicts).toEqual(ACCEPTED_TODAY);
    for (const tag of [
      'CN01_UNEXPECTED_RCODE_SOA_QUERY_UDP',
      'CN02_UNEXPECTED_RCODE_SOA_QUERY_TCP',
    ] as const) {
      const perZone = serversOf(software).length;
      const refused = findingsIn(report, tag, perZone);
      expect(refused.flatMap((finding) => finding.servers)).toEqual(
        report.zones.flatMap(() => serversOf(software)),
      );
      for (const finding of refused) expect(finding.facts.rcode).toBe('REFUSED');
    }
  });

  test('bind resolves for anybody', async () => {
    const servers = await startRealServers({
      prefixes: PREFIXES,
      deviations: { bind: { recursion: true } },
    });
    const report = await servers.check();
    expect(report.verdicts).toEqual(REJECTED);
    const named = findingsIn(report, 'IS_A_RECURSOR', 2).flatMap((finding) => finding.servers);
    expect(named).toEqual(report.zones.flatMap(() => serversOf('bind')));
  });
});

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { address } from '../../../src/dns/address.js';
import { parseNserver, zoneTargets } from '../../../src/target/input.js';
import { rdns, temporaryDirectory } from '../../support/rdns.js';
import { describeReal, NSERVERS, SERIAL, startRealServers } from '../../support/real.js';
import { checkAndSave } from '../../support/record.js';

describeReal('an observation of real servers', () => {
  test.each([
    ['documented', 'text'],
    ['documented', 'json'],
    ['engine', 'text'],
    ['engine', 'json'],
  ] as const)('gives the same report, byte for byte, when replayed: %s, %s', async (profile, format) => {
    const servers = await startRealServers({
      prefixes: ['185.155.16.0/23'],
      deviations: { bind: { recursion: true }, nsd: { serial: SERIAL + 1 }, knot: { stopped: true } },
    });
    const file = join(temporaryDirectory(), 'record');
    const targets = zoneTargets(['185.155.16.0/23'], NSERVERS.map(parseNserver), []);
    const routes = new Map([...servers.routes].map(([at, endpoint]) => [address(at), endpoint]));
    const how = { profile, format, verbose: true };
    const checked = await checkAndSave(file, targets, { resolver: servers.resolver, routes }, how);
    expect(checked.stdout).toContain('MULTIPLE_SOA_SERIALS');
    const args = ['replay', file, '--profile', profile, '--format', format, '--verbose'];
    expect(await rdns(args)).toEqual({ ...checked, stderr: '' });
  });
});

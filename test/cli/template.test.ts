import { describe, expect, test } from 'vitest';
import { type TemplateArguments, writeTemplate } from '../../src/cli/commands/template.js';
import { address } from '../../src/dns/address.js';
import type { Endpoint } from '../../src/net/transport.js';
import { readObjects } from '../../src/rpsl/targets.js';
import type { RunOptions } from '../../src/run.js';
import { InputError } from '../../src/target/input.js';
import { type Key, startKeyServer } from '../support/key-server.js';
import { onTerminal, readReport, runMain, temporaryFile } from '../support/run-main.js';

const NAMES = ['--ns', 'ns1.example.net', '--ns', 'ns2.example.org'];
const HANDLES = ['--admin-c', 'JD1-RIPE', '--tech-c', 'JD1-RIPE', '--zone-c', 'JD1-RIPE'];
const MNT = ['--mnt-by', 'EXAMPLE-MNT'];
const template = (...args: string[]) => runMain(['template', ...NAMES, ...HANDLES, ...MNT, ...args]);

/** Zone and DS data of each object. */
const objectsIn = (text: string) =>
  readObjects(Buffer.from(text), 'stdin').map(({ target }) => ({
    zone: target?.zone,
    ds: target?.ds.map(({ keyTag, digestType }) => `${keyTag} ${digestType}`),
  }));

/** Placeholder for a file without DS records, which the test creates. */
const NO_DSSET = 'no dsset';

const SHA256 = 'D4B7D520E7BB5F0F67674A0CCEB1E3E0614B93C4F9E99B8383F6A1E4469DA50A';
const SHA1 = '278BF194C29A812B33935BB2517E17D1486210FA';

describe('template', () => {
  test('writes an object for each zone, without findings of lint', async () => {
    const { code, stdout, stderr } = await template('10.155.16.0/22');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(
      [16, 17, 18, 19]
        .map(
          (octet) => `domain:         ${octet}.155.10.in-addr.arpa
admin-c:        JD1-RIPE
tech-c:         JD1-RIPE
zone-c:         JD1-RIPE
nserver:        ns1.example.net
nserver:        ns2.example.org
mnt-by:         EXAMPLE-MNT
source:         RIPE
`,
        )
        .join('\n'),
    );
    const linted = await runMain(['lint', '-', '--format', 'json', '--fail-on', 'DEBUG'], { stdin: stdout });
    expect(linted.code).toBe(0);
    expect(readReport(linted.stdout).zones.flatMap(({ findings }) => findings)).toEqual([]);
  });

  test.each([
    ['2001:db8::/29', 8],
    ['2001:db8::/32', 1],
    ['10.0.0.0/9', 128],
    ['192.0.2.0/26', 1],
    ['10.0.0.5 - 10.0.2.7', 3],
    ['0-127.2.0.192.in-addr.arpa', 1],
  ])('%s: %i objects', async (prefix, count) => {
    expect(objectsIn((await template(prefix)).stdout)).toHaveLength(count);
  });

  test('has all other attributes', async () => {
    const { stdout } = await template(
      ...['10.155.16.0/24', '--org', 'ORG-EX1-RIPE', '--notify', 'dns@example.net', '--source', 'TEST'],
      ...['--descr', 'Example', '--descr', 'Net', '--remarks', 'none', '--mnt-by', 'OTHER-MNT'],
    );
    for (const line of [
      'descr:          Example\ndescr:          Net\n',
      'org:            ORG-EX1-RIPE\n',
      'remarks:        none\n',
      'notify:         dns@example.net\n',
      'mnt-by:         EXAMPLE-MNT\nmnt-by:         OTHER-MNT\n',
      'source:         TEST\n',
    ])
      expect(stdout).toContain(line);
  });

  test('takes DS data from the files of signers, but SHA-1 digests only if there is no other', async () => {
    const dsset = temporaryFile(
      [
        `16.155.10.in-addr.arpa. IN DS 60485 13 1 ${SHA1}`,
        `16.155.10.in-addr.arpa. IN DS 60485 13 2 ${SHA256}`,
        `17.155.10.in-addr.arpa. IN DS 64431 5 1 ${SHA1}`,
        `example.net. IN DS 60485 13 2 ${SHA256}`,
        '',
      ].join('\n'),
      'dsset-example',
    );
    const { code, stdout, stderr } = await template('10.155.16.0/23', '--dsset', dsset, '--dsset', dsset);
    expect(code).toBe(0);
    expect(objectsIn(stdout).map(({ ds }) => ds)).toEqual([['60485 2'], ['64431 1']]);
    expect(stderr).toMatch(/ignoring DS data for example\.net: not one of the zones\n/);
    expect(stderr).toMatch(/17\.155\.10\.in-addr\.arpa: .*64431.*SHA-1/);
  });

  test('as the body for the REST interface', async () => {
    const { stdout } = await template('10.155.16.0/23', '--format', 'json', '--source', 'TEST');
    const body = JSON.parse(stdout);
    expect(body.objects.object).toHaveLength(2);
    expect(body.objects.object[0]).toEqual({
      type: 'domain',
      source: { id: 'TEST' },
      attributes: {
        attribute: [
          { name: 'domain', value: '16.155.10.in-addr.arpa' },
          { name: 'admin-c', value: 'JD1-RIPE' },
          { name: 'tech-c', value: 'JD1-RIPE' },
          { name: 'zone-c', value: 'JD1-RIPE' },
          { name: 'nserver', value: 'ns1.example.net' },
          { name: 'nserver', value: 'ns2.example.org' },
          { name: 'mnt-by', value: 'EXAMPLE-MNT' },
          { name: 'source', value: 'TEST' },
        ],
      },
    });
  });

  test('as form data for syncupdates, and as a mail', async () => {
    const { stdout: text } = await template('10.155.16.0/23');
    const { stdout: form } = await template('10.155.16.0/23', '--format', 'syncupdates');
    expect(new URLSearchParams(form.trimEnd()).get('DATA')).toBe(text);
    const { stdout: mail } = await template('10.155.16.0/23', '--format', 'email');
    expect(mail).toMatch(/^To: auto-dbm@ripe\.net\nSubject: .*16\.155\.10\.in-addr\.arpa and 1 more\n/);
    expect(mail.endsWith(`\n\n${text}`)).toBe(true);
    expect((await runMain(['lint', '-', '--fail-on', 'DEBUG'], { stdin: mail })).code).toBe(0);
  });

  test.each([
    ['a handle that is none', ['10.155.16.0/24', '--admin-c', 'nobody at all'], /not a NIC handle/],
    ['a line in a handle', ['10.155.16.0/24', '--admin-c', 'JD1-RIPE\nmnt-by: X-MNT'], /not a NIC handle/],
    ['a slash zone', ['0/25.2.0.192.in-addr.arpa'], /does not accept the slash/],
    ['no prefix', ['10.155.16.1/24'], /bits are set/],
    ['glue that is missing', ['10.155.16.0/24', '--ns', 'ns.16.155.10.in-addr.arpa'], /has no address/],
    ['a dsset file that is none', ['10.155.16.0/24', '--dsset', NO_DSSET], /line 1: it is not a DS/],
    ['a dsset file that is not there', ['10.155.16.0/24', '--dsset', '/none'], /cannot be read: ENOENT/],
  ])('writes nothing for %s', async (_, args, says) => {
    const { code, stdout, stderr } = await template(
      ...args.map((arg) => (arg === NO_DSSET ? temporaryFile('x\n') : arg)),
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(says);
    expect(stderr).toMatch(/^rdns-preflight: [ -~]+\n$/);
  });
});

const KSK: Key = { flags: 257, algorithm: 15, base64: 'l02Woi0iS8Aa25FQkUd9RMzZHJpBoRQwAQEX1SxZJA4=' };
const ZSK: Key = { flags: 256, algorithm: 15, base64: 'zPnZ/QwEe7S8C5SPz2OfS5RR40ATk2/rYnE9xHIEijs=' };
const ZONE = '16.155.10.in-addr.arpa';

describe('--ds-from-dnskey', () => {
  const fromKeys = async (servers: readonly Endpoint[], more: Partial<TemplateArguments> = {}) => {
    const addresses = servers.map((_, i) => address(`192.0.2.${i + 1}`));
    const options: RunOptions = {
      families: { ipv4: true, ipv6: true },
      resolvers: [],
      routes: new Map(
        servers.flatMap((server, i) => (addresses[i] === undefined ? [] : [[addresses[i], server]])),
      ),
      timeoutMs: 100,
      retries: 0,
      rate: Number.POSITIVE_INFINITY,
      signal: new AbortController().signal,
    };
    const args: TemplateArguments = {
      prefix: ['10.155.16.0/24'],
      ns: addresses.map((each, i) => `ns${i + 1}.example.net/${each}`),
      ...{ adminC: ['JD1-RIPE'], techC: ['JD1-RIPE'], zoneC: ['JD1-RIPE'], mntBy: ['EXAMPLE-MNT'] },
      ...{ org: undefined, notify: undefined, descr: undefined, remarks: undefined, dsset: undefined },
      ...{ source: 'RIPE', dsFromDnskey: true, digest: 'sha256', format: 'rpsl' },
      ...{ resolver: undefined, timeout: 100, retries: 0, rate: 0, ipv4: true, ipv6: true },
      ...more,
    };
    return onTerminal((terminal) =>
      writeTemplate(args, options, terminal).catch((error: unknown) => {
        if (!(error instanceof InputError)) throw error;
        terminal.stderr.write(`${error.message}\n`);
        return 2;
      }),
    );
  };

  test('computes the DS data of the keys that are marked for it', async () => {
    const server = { [ZONE]: [ZSK, KSK] };
    const servers = [await startKeyServer(server), await startKeyServer({ [ZONE]: [KSK, ZSK] })];
    const { code, stdout, stderr } = await fromKeys(servers);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [line] = /^ds-rdata: .*$/m.exec(stdout) ?? [];
    expect(line).toMatch(/^ds-rdata: {7}3613 15 2 [0-9A-F]{64}$/);
    expect((await fromKeys(servers, { digest: 'sha384' })).stdout).toMatch(/ 3613 15 4 [0-9A-F]{96}\n/);
  });

  test('of all keys if none is marked', async () => {
    const servers = [await startKeyServer({ [ZONE]: [ZSK] }), await startKeyServer({ [ZONE]: [ZSK] })];
    expect((await fromKeys(servers)).stdout).toMatch(/^ds-rdata: {7}\d+ 15 2 /m);
  });

  test('uses the servers that answer, and names those that do not', async () => {
    const { code, stdout, stderr } = await fromKeys([
      await startKeyServer({ [ZONE]: [KSK] }),
      await startKeyServer('silent'),
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain(' 3613 15 2 ');
    expect(stderr).toContain('no answer about its keys from ns2.example.net/192.0.2.2');
  });

  test.each([
    ['servers with different keys', [{ [ZONE]: [KSK] }, { [ZONE]: [ZSK] }], /have different keys/],
    ['a zone that is not signed', [{ [ZONE]: [] }, { [ZONE]: [] }], /is not signed/],
    ['servers that are silent or refuse', ['silent', {}], /no name server answers/],
  ] as const)('writes nothing for %s', async (_, servers, says) => {
    const { code, stdout, stderr } = await fromKeys(await Promise.all(servers.map(startKeyServer)));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(says);
  });
});

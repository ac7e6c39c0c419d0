import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';

import { address } from '../../../src/dns/address.js';
import { fromLabels } from '../../../src/dns/name.js';
import { presentRecord } from '../../../src/dns/present.js';
import { ENGINE, parseProfile } from '../../../src/judge/profile.js';
import { question } from '../../../src/record/question.js';
import { textReport } from '../support/formats.js';

import {
  exchange,
  finding,
  noTcp,
  RESULTS,
  reportOn,
  serialsAgree,
  serialsDiffer,
  zoneResult,
} from '../support/reports.js';

vi.mock('../../../src/checks/index.js', () => import('../support/checks.js'));

const expected = (file: string) =>
  fileURLToPath(new URL(`../../../fixtures/reports/${file}`, import.meta.url));

describe('as in fixtures/reports', () => {
  const cases = Object.entries(RESULTS).map(([title, results]) => [title, reportOn(results)] as const);
  it.each(cases)('%s', async (title, report) => {
    await expect(textReport(report)).toMatchFileSnapshot(expected(`${title}.txt`));
  });
  it.each(cases)('%s, verbose', async (title, report) => {
    await expect(textReport(report, { verbose: true })).toMatchFileSnapshot(expected(`${title}.verbose.txt`));
  });
  it.each(cases)('%s, in colours', async (title, report) => {
    await expect(textReport(report, { color: true })).toMatchFileSnapshot(expected(`${title}.color.txt`));
  });
});

const ZONES = [16, 17, 18, 19, 20].map((n) => `${n}.155.185.in-addr.arpa`);
const [ZONE = ''] = ZONES;
/** The text without its line breaks. */
const unwrapped = (text: string) => text.replaceAll(/\s+/g, ' ');

describe('the verdict', () => {
  const mixed = [zoneResult(ZONE, [serialsDiffer(ZONE, 1)])];
  const lax = parseProfile('lax.json', '{"SERIALS_DIFFER": "NOTICE"}');
  const same = parseProfile('same.json', '{"NO_TCP": "ERROR"}');
  it.each([
    ['documented', reportOn(mixed), "REJECT by RIPE's documentation. RIPE's engine today would accept."],
    ['engine', reportOn(mixed, ENGINE), "ACCEPT by RIPE's engine today. RIPE's documentation would reject."],
    [
      'a file',
      reportOn(mixed, lax),
      "ACCEPT by the profile lax.json and RIPE's engine today. RIPE's documentation would reject.",
    ],
    [
      'all the same',
      reportOn([zoneResult(ZONE)], same),
      "ACCEPT by the profile same.json and RIPE's documentation and RIPE's engine today.",
    ],
  ])('by %s', (_, report, line) => {
    expect(unwrapped(textReport(report))).toContain(`${line} 1 zone. 87 queries`);
  });

  it('counts zones and queries', () => {
    const one = { ...reportOn([]), queries: 1, durationMs: 0 };
    expect(textReport(one)).toContain('\n0 zones. 1 query in 0.0 s, started 2026-11-21T10:00:00.000Z.\n');
    expect(textReport(reportOn([...mixed, zoneResult('1.in-addr.arpa')]))).toContain(
      '\n2 zones: 1 accept, 1 reject. 87 queries in 1.2 s',
    );
  });
});

describe('the grid', () => {
  it('has a column for each way the servers do, and as many tables as the width needs', () => {
    const nameservers = Array.from({ length: 12 }, (_, i) => ({
      name: `ns${i}.example.net`,
      addresses: [`192.0.2.${i}`],
    }));
    const results = nameservers.map(({ name: host }, i) =>
      zoneResult(
        `${2 * i}.155.185.in-addr.arpa`,
        [finding('NO_TCP', { server: host }, { servers: [host] })],
        nameservers,
      ),
    );
    const lines = textReport(reportOn(results)).split('\n');
    const heads = lines.filter((line) => /^ +\d+( +\d+)*$/.test(line));
    expect(heads.map((line) => line.trim().split(/ +/).map(Number))).toEqual([
      [1, 2, 3, 4, 5, 6],
      [7, 8, 9, 10, 11, 12],
    ]);
    const rows = lines.filter((line) => line.startsWith('    192.0.2.'));
    expect(rows).toHaveLength(24);
    expect(rows.join('').match(/ERROR/g)).toHaveLength(12);
  });

  it('puts findings about no server of the list into the row of the zone', () => {
    const stray = finding('NO_TCP', { server: 'x' }, { servers: ['other.example/192.0.2.9'] });
    const text = textReport(reportOn([zoneResult(ZONE, [stray])]));
    expect(text).toMatch(/^ {2}the zone itself +ERROR$/m);
    expect(text).toMatch(/^ {4}185\.100\.1\.1 +ok$/m);
  });

  it('is one for each set of name servers, and none for findings without any', () => {
    const other = [{ name: 'ns9.example.com', addresses: ['192.0.2.9'] }];
    const none = { target: null, nameservers: [], findings: [finding('ALL_DEAD', {})] };
    const text = textReport(reportOn([zoneResult(ZONE), zoneResult('1.in-addr.arpa', [], other), none]));
    expect(text.match(/the zone itself/g)).toHaveLength(2);
    expect(text).toContain(`\n${ZONE}\n  ns1.example.net\n`);
    expect(text).toContain('\n1.in-addr.arpa\n  ns9.example.com\n');
    expect(text).toContain('\nREJECT  no zone\n');
  });
});

describe('the findings', () => {
  it('are in the order of their level, then of the checks', () => {
    const findings = [
      finding('ODD_TEXT', { text: 'first' }),
      finding('ALL_DEAD', {}),
      finding('ODD_TEXT', { text: 'second' }),
      noTcp(ZONE),
    ];
    const text = textReport(reportOn([zoneResult(ZONE, findings)]));
    expect(text.match(/^ {2}(CRITICAL|ERROR|NOTICE) .*/gm)).toEqual([
      expect.stringContaining('No server answers'),
      expect.stringContaining('TCP'),
      expect.stringContaining('first'),
    ]);
  });

  it('of one tag share the fix', () => {
    const other = finding('NO_TCP', { server: 'x' }, { testCase: 'Sample02' });
    const text = textReport(reportOn([zoneResult(ZONE, [noTcp(ZONE), other])]));
    expect(unwrapped(text)).toContain(
      ' does not answer over TCP. x does not answer over TCP. fix Open TCP port 53',
    );
    expect(text.match(/fix {2}/g)).toHaveLength(1);
  });

  it('of all zones come before the zones, and only there', () => {
    const text = textReport(
      reportOn([
        zoneResult(ZONE, [noTcp(ZONE)]),
        zoneResult('17.155.185.in-addr.arpa', [noTcp('17.155.185.in-addr.arpa'), finding('ALL_DEAD', {})]),
      ]),
    );
    expect(unwrapped(text)).toMatch(
      /IN ALL 2 ZONES ERROR .* TCP\. .*REJECT 16\.155\.185\.in-addr\.arpa \(\S+\) nothing else REJECT 17\S+ \(\S+\) CRITICAL No server/,
    );
    expect(text.match(/NO_TCP/g)).toHaveLength(1);
  });

  it('appear once for zones that differ only in their name', () => {
    const text = textReport(reportOn(ZONES.map((zone) => zoneResult(zone, [serialsDiffer(zone, 7)]))));
    expect(text.match(/The SOA serial/g)).toHaveLength(1);
    expect(text).toContain('The SOA serial of the zone is 7 on ');
    expect(text).toContain(`REJECT  ${ZONES[0]} to ${ZONES[4]} (5 zones)`);
  });

  it('of zones with other values are sampled, and all shown if verbose', () => {
    const report = reportOn(ZONES.map((zone, i) => zoneResult(zone, [serialsDiffer(zone, i)])));
    const text = textReport(report);
    expect(text.match(/The SOA serial/g)).toHaveLength(3);
    expect(text).toContain('and similar in 2 more zones');
    expect(textReport(report, { verbose: true }).match(/The SOA serial/g)).toHaveLength(5);
  });

  it('of zones at different servers are apart', () => {
    const elsewhere = {
      ...serialsDiffer('17.155.185.in-addr.arpa', 7),
      servers: ['ns1.example.net/185.100.1.1'],
    };
    const text = textReport(
      reportOn([
        zoneResult(ZONE, [serialsDiffer(ZONE, 7)]),
        zoneResult('17.155.185.in-addr.arpa', [elsewhere]),
      ]),
    );
    expect(text.match(/^REJECT {2}/gm)).toHaveLength(2);
    expect(text).toContain('at   ns1.example.net/185.100.1.1');
  });

  it('below NOTICE by the profile are shown when another one takes them for more', () => {
    const report = reportOn([zoneResult(ZONE, [finding('RDNS_NOT_ASKED', { server: 'x' })])], ENGINE);
    expect(textReport(report)).toMatch(/^ {2}INFO {6}x could not be asked from here\.$/m);
    expect(textReport(report)).toContain("RDNS_NOT_ASKED, Sample01; RIPE's documentation: NOTICE");
  });

  it('about the input name their place', () => {
    const at = (line: number) => ({ location: { file: 'objects.rpsl', line, column: 1 } });
    const text = textReport(
      reportOn(ZONES.map((zone, i) => zoneResult(zone, [{ ...finding('ALL_DEAD', {}), ...at(i + 1) }]))),
    );
    expect(unwrapped(text)).toContain(
      'in objects.rpsl:1:1, objects.rpsl:2:1, objects.rpsl:3:1, and 2 other places',
    );
  });

  it('count what they do not show', () => {
    const text = textReport(
      reportOn([
        zoneResult(ZONE, [serialsAgree(), serialsAgree()]),
        zoneResult('17.155.185.in-addr.arpa', [serialsAgree()]),
      ]),
    );
    expect(text).toContain('  nothing to fix; 1 to 2 messages below NOTICE, shown with --verbose\n');
  });
});

describe('whatever is in it', () => {
  const byte = fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code));
  const hostile = fc.oneof(
    fc.string({ unit: byte }),
    fc.string({ unit: 'binary' }),
    fc.constant('\x1b[2J\r\n\u202e'),
    fc.lorem({ maxCount: 60 }),
  );
  const label = fc.string({ unit: byte, minLength: 1, maxLength: 63 });

  const report = fc
    .record({ text: hostile, label, server: hostile, tool: hostile, profile: hostile, file: hostile })
    .map((of) => {
      const owner = fromLabels([of.label, 'example']);
      const asked = question(address('192.0.2.1'), owner, 'TXT');
      const strings = Buffer.from(of.text)
        .toString('latin1')
        .match(/[\0-\xff]{1,255}/g) ?? [''];
      const record = presentRecord({ name: owner, ttl: 3600, class: 'IN', type: 'TXT', strings });
      const evidence = [exchange(asked, { answer: [record] })];
      const odd = finding('ODD_TEXT', { text: of.text }, { servers: [of.server, owner], evidence });
      const location = { file: of.file, line: 1, column: 1 };
      const result = zoneResult(ZONE, [{ ...odd, location }], [{ name: owner, addresses: ['192.0.2.1'] }]);
      return { ...reportOn([result]), profile: of.profile, startedAt: of.tool };
    });

  it('it is lines of printable ASCII', () => {
    fc.assert(
      fc.property(report, fc.boolean(), (each, verbose) => {
        expect(textReport(each, { verbose })).toMatch(/^[\n -~]*$/);
      }),
    );
  });

  it('with colours there is no other escape sequence than a colour', () => {
    fc.assert(
      fc.property(report, (each) => {
        const text = textReport(each, { color: true, verbose: true });
        // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what this is about
        expect(text.replaceAll(/\x1b\[(1|2|22|31|32|33|36|39)m/g, '')).toBe(
          textReport(each, { verbose: true }),
        );
      }),
    );
  });

  it('no line is wider than 80 columns but for a word that is too long for one', () => {
    fc.assert(
      fc.property(report, fc.boolean(), (each, verbose) => {
        const tooWide = textReport(each, { verbose })
          .split('\n')
          .filter((line) => line.length > 80);
        for (const line of tooWide) expect(line).toMatch(/^.{0,17}\S+( \\)?$/);
      }),
    );
  });

  it('it starts no line of its own', () => {
    const forged = finding('ODD_TEXT', { text: 'x\nACCEPT by everyone\x1b[31m\x9b\u2028' });
    const text = textReport(reportOn([zoneResult(ZONE, [forged])]));
    expect(unwrapped(text)).toContain('x\\u{a}ACCEPT by everyone\\u{1b}[31m\\u{9b}\\u{2028}');
    expect(text).not.toMatch(/^ACCEPT by everyone/m);
  });
});

it('without colours ignores the environment', () => {
  vi.stubEnv('FORCE_COLOR', '1');
  expect(textReport(reportOn([zoneResult(ZONE)]))).not.toContain('\x1b');
  vi.unstubAllEnvs();
});

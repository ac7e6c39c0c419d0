import { describe, expect, it, vi } from 'vitest';
import { address } from '../../src/dns/address.js';
import { name } from '../../src/dns/name.js';
import { DOCUMENTED, ENGINE, parseProfile } from '../../src/judge/profile.js';
import { question } from '../../src/record/question.js';
import { digestZone } from '../../src/report/digest.js';
import { exchangeReport } from '../../src/report/evidence.js';
import { reportTail, zoneReport } from '../../src/report/report.js';
import { makeReport } from '../support/report.js';
import {
  A_QUESTION,
  exchange,
  finding,
  noTcp,
  RUN,
  reportOn,
  serialsAgree,
  serialsDiffer,
  zoneResult,
} from './support/reports.js';

vi.mock('../../src/checks/index.js', () => import('./support/checks.js'));

const ZONE = '16.155.185.in-addr.arpa';

describe('a report', () => {
  it('has the levels and verdicts of both sets of levels, and those of its profile', () => {
    const report = makeReport(RUN, ENGINE, [zoneResult(ZONE, [serialsDiffer(ZONE, 7)])]);
    expect(report).toMatchObject({
      ...RUN,
      version: 1,
      profile: 'engine',
      verdict: 'accept',
      verdicts: { documented: 'reject', engine: 'accept' },
      zones: [
        {
          zone: ZONE,
          prefix: '185.155.16.0/24',
          verdict: 'accept',
          verdicts: { documented: 'reject', engine: 'accept' },
          findings: [
            {
              tag: 'SERIALS_DIFFER',
              level: 'WARNING',
              levels: { documented: 'ERROR', engine: 'WARNING' },
              message:
                'The SOA serial of 16.155.185.in-addr.arpa is 7 on ns2.example.org/186.200.2.2, and 2026112101 on the others.',
            },
          ],
        },
      ],
    });
  });

  it('follows a profile of the user', () => {
    const profile = parseProfile('mine.json', '{"SERIALS_AGREE": "CRITICAL"}');
    const report = reportOn([zoneResult(ZONE, [serialsAgree()])], profile);
    expect(report).toMatchObject({
      profile: 'mine.json',
      verdict: 'reject',
      verdicts: { documented: 'accept' },
    });
    expect(report.zones[0]?.findings[0]).toMatchObject({ level: 'CRITICAL', levels: { documented: 'INFO' } });
  });

  it('has the worst verdict of its zones', () => {
    const open = finding('RDNS_NOT_ASKED', { server: 'x' });
    const verdictOf = (...zones: Parameters<typeof zoneResult>[1][]) =>
      reportOn(zones.map((findings) => zoneResult(ZONE, findings))).verdict;
    expect(verdictOf([])).toBe('accept');
    expect(verdictOf([], [open])).toBe('undetermined');
    expect(verdictOf([noTcp(ZONE)], [open], [])).toBe('reject');
  });

  it('can be put together zone by zone', () => {
    const results = [zoneResult(ZONE, [noTcp(ZONE)]), zoneResult('17.155.185.in-addr.arpa')];
    const zones = results.map((result) => zoneReport(result, DOCUMENTED));
    const judged = zones.map(({ verdict, verdicts }) => ({ verdict, verdicts }));
    expect(makeReport(RUN, DOCUMENTED, results)).toEqual({
      ...reportOn([]),
      zones,
      ...reportTail(RUN, judged),
    });
  });

  it('carries findings that belong to no zone, with their place in the input', () => {
    const location = { file: 'objects.rpsl', line: 3, column: 9 };
    const [zone] = reportOn([
      { target: null, nameservers: [], findings: [{ ...finding('ALL_DEAD', {}), location }] },
    ]).zones;
    expect(zone).toMatchObject({
      zone: null,
      prefix: null,
      ds: [],
      verdict: 'reject',
      findings: [{ location }],
    });
  });
});

describe('evidence', () => {
  const proof = { evidence: [exchange(A_QUESTION, 'timeout')] };
  it.each([
    ['is left out below NOTICE', serialsAgree(), DOCUMENTED, 0],
    ['is kept from NOTICE', finding('ODD_TEXT', { text: 'x' }, proof), DOCUMENTED, 1],
    [
      'is kept where only another profile says so',
      finding('RDNS_NOT_ASKED', { server: 'x' }, proof),
      ENGINE,
      1,
    ],
    [
      'is kept where only the profile of the report says so',
      serialsAgree(),
      parseProfile('mine', '{"SERIALS_AGREE": "NOTICE"}'),
      1,
    ],
  ])('%s', (_, each, profile, size) => {
    expect(reportOn([zoneResult(ZONE, [each])], profile).zones[0]?.findings[0]?.evidence).toHaveLength(size);
  });

  it('has bytes in base64 and the answer as text', () => {
    const asked = question(address('192.0.2.1'), name('version.bind'), 'TXT', { class: 'CH' });
    const stray = { from: address('192.0.2.9'), why: 'wrong-id', wire: Uint8Array.of(0, 255) } as const;
    const answered = exchange(asked, { answer: ['version.bind TXT "9 \x1b"'] }, { strays: [stray] });
    expect(exchangeReport(answered)).toEqual({
      question: asked,
      attempts: [
        {
          transport: 'udp',
          to: '192.0.2.1',
          sentAt: 12,
          took: 3.25,
          end: 'answered',
          from: '192.0.2.1',
          wire: 'd2lyZQ==',
          strays: [{ from: '192.0.2.9', why: 'wrong-id', wire: 'AP8=' }],
        },
      ],
      outcome: 'answered',
      why: null,
      answer: expect.arrayContaining(['version.bind. 3600 CH TXT "9 \\027"']),
    });
  });

  it('without an answer says why', () => {
    expect(exchangeReport(exchange(A_QUESTION, 'no-route'))).toMatchObject({
      outcome: 'unasked',
      why: 'no-route',
      answer: null,
    });
  });
});

describe('the digest behind the text', () => {
  const [zone] = reportOn([zoneResult(ZONE, [serialsAgree(), serialsDiffer(ZONE, 7), noTcp(ZONE)])]).zones;

  it.each([
    [false, ['SERIALS_DIFFER', 'NO_TCP'], 1, 0],
    [true, ['SERIALS_DIFFER', 'NO_TCP', 'SERIALS_AGREE'], 0, 3],
  ])('verbose %s', (verbose, tags, hidden, exchanges) => {
    const digest = zone && digestZone(zone, verbose);
    expect(digest?.findings.map(({ tag }) => tag)).toEqual(tags);
    expect(digest?.hidden).toBe(hidden);
    expect(digest?.findings.flatMap(({ evidence }) => evidence)).toHaveLength(exchanges);
  });
});

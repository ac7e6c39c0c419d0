import { describe, expect, test } from 'vitest';
import { TAGS } from '../../src/judge/catalogue.js';
import type { KnownFinding } from '../../src/judge/evaluate.js';
import { judge } from '../../src/judge/judge.js';
import { DOCUMENTED, ENGINE, parseProfile } from '../../src/judge/profile.js';
import { type Verdict, verdictOn, worst } from '../../src/judge/verdict.js';
import type { Standing } from '../../src/target/standing.js';
import { except, observationOf, type Scene } from '../support/observation.js';
import { noResolver } from '../support/scenes.js';

const UNKNOWN: Standing = { source: 'RIPE', own: null, found: { reason: 'no answer' } };

interface Row {
  readonly title: string;
  /** The only message that leaves the verdict open. */
  readonly tag: string;
  readonly scene?: Scene;
  readonly standing?: Standing;
}

/** One for each message that says that something could not be found out. */
const OPEN: readonly Row[] = [
  {
    title: 'a host without IPv6',
    tag: 'RDNS_NO_ROUTE',
    scene: { replies: except((q) => (q.server.includes(':') ? 'no-route' : undefined)) },
  },
  {
    title: 'a server that this machine fails to ask',
    tag: 'RDNS_NOT_ASKED',
    scene: { replies: except((q) => (q.server === '186.200.2.2' ? 'local-error' : undefined)) },
  },
  { title: 'no resolver', tag: 'RDNS_RESOLVER_FAILED', scene: noResolver },
  {
    title: 'DS data, which are not tested',
    tag: 'RDNS_DNSSEC_NOT_TESTED',
    scene: { target: { ds: [{ keyTag: 64431, algorithm: 13, digestType: 2, digest: 'AB' }] } },
  },
  { title: 'a database that does not answer', tag: 'RIPE_DB_UNKNOWN', standing: UNKNOWN },
];

function findingsOf({ scene, standing }: Pick<Row, 'scene' | 'standing'>): readonly KnownFinding[] {
  const observation = observationOf(scene);
  return judge(standing === undefined ? observation : { ...observation, standing }).findings;
}

const leavesOpen = (tag: string) => TAGS.get(tag)?.leavesOpen === true;

describe('the verdict', () => {
  test('on a zone about which everything is known is accept', () => {
    expect(verdictOn(findingsOf({}), DOCUMENTED)).toBe('accept');
    expect(verdictOn(findingsOf({}), ENGINE)).toBe('accept');
  });

  test.each(OPEN)('is left open by $title ($tag)', (row) => {
    const findings = findingsOf(row);
    expect([...new Set(findings.map(({ tag }) => tag).filter(leavesOpen))]).toEqual([row.tag]);
    expect(verdictOn(findings, DOCUMENTED)).toBe('undetermined');
    expect(verdictOn(findings, ENGINE)).toBe('undetermined');
  });

  test('is left open by these messages and by no other', () => {
    expect(OPEN.map(({ tag }) => tag).sort()).toEqual([...TAGS.keys()].filter(leavesOpen));
  });

  test('is reject from ERROR up, even if something could not be found out', () => {
    const level = (text: string) => parseProfile('mine', `{ "RDNS_NO_ROUTE": "${text}" }`);
    const findings = findingsOf(OPEN[0] ?? {});
    expect(verdictOn(findings, level('CRITICAL'))).toBe('reject');
    expect(verdictOn(findings, level('ERROR'))).toBe('reject');
    expect(verdictOn(findings, level('WARNING'))).toBe('undetermined');
  });
});

test.each<[readonly Verdict[], Verdict]>([
  [['accept', 'reject', 'undetermined'], 'reject'],
  [['undetermined', 'accept'], 'undetermined'],
  [['accept', 'accept'], 'accept'],
  [[], 'undetermined'],
])('the worst of %j is %s', (verdicts, expected) => {
  expect(worst(verdicts)).toBe(expected);
});

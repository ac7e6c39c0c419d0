import { describe, expect, test } from 'vitest';
import { address } from '../../src/dns/address.js';
import { name } from '../../src/dns/name.js';
import type { Finding } from '../../src/finding/fact.js';
import { judge, resultOf } from '../../src/judge/judge.js';
import type { Standing } from '../../src/target/standing.js';
import type { Origin, ZoneTarget } from '../../src/target/target.js';
import { except, observationOf, TARGET } from '../support/observation.js';

const at = (line: number) => ({ file: 'objects', line, column: 1 });
const REMARK: Finding = { tag: 'RIPE_DRY_RUN', testCase: 'RIPE02', facts: {}, servers: [], location: at(9) };
const STANDING: Standing = { source: 'RIPE', own: null, found: { reason: 'no answer' } };

const [FIRST, SECOND] = [name('ns1.example.net'), name('ns2.example.org')];
const ORIGIN: Origin = {
  domain: at(1),
  nservers: [
    { name: FIRST, address: null, location: at(2) },
    { name: SECOND, address: address('2a0b:200:2::2'), location: at(3) },
    { name: SECOND, address: address('186.200.2.2'), location: at(4) },
  ],
  ds: [],
  mntBy: [],
  remarks: [REMARK],
};

/** The second server does not answer over TCP. */
const scene = {
  replies: except((q) => (q.server === '186.200.2.2' && q.transport === 'tcp' ? 'timeout' : undefined)),
};

describe('a zone that was observed', () => {
  test('has its name servers with their addresses, by the object', () => {
    expect(judge(observationOf({})).nameservers).toEqual([
      { name: FIRST, addresses: ['185.100.1.1', '2a0a:100:1::1'] },
      { name: SECOND, addresses: ['186.200.2.2', '2a0b:200:2::2'] },
    ]);
  });

  test('that comes from no object has findings without a place', () => {
    expect(judge(observationOf(scene)).findings.every(({ location }) => location === undefined)).toBe(true);
  });

  test('that comes from an object has the remarks on it first, then what the database has, each with its line', () => {
    const observation = observationOf({ ...scene, target: { origin: ORIGIN } });
    const { target, findings } = judge({ ...observation, standing: STANDING });
    const lines = findings.map(({ tag, location }) => [tag, location?.line]);
    expect(target).toBe(observation.target);
    expect(lines.slice(0, 2)).toEqual([
      ['RIPE_DRY_RUN', 9],
      ['RIPE_DB_UNKNOWN', 1],
    ]);
    expect(lines).toContainEqual(['CN02_NO_RESPONSE_TCP', 4]);
    expect(lines).toContainEqual(['ONE_SOA_SERIAL', 2]);
    expect(lines).toContainEqual(['NAMES_MATCH', 1]);
  });
});

describe('what the database has about a zone of which nothing was asked', () => {
  const standingOf = (target: ZoneTarget) =>
    resultOf({ kind: 'standing', index: 0, target, standing: STANDING });

  test('is found in its object', () => {
    const { nameservers, findings } = standingOf({ ...TARGET, origin: ORIGIN });
    expect(nameservers).toEqual([]);
    expect(findings).toMatchObject([
      { tag: 'RIPE_DRY_RUN', location: at(9) },
      { tag: 'RIPE_DB_UNKNOWN', location: at(1), servers: [] },
    ]);
  });

  test('has no place without an object', () => {
    const { target, findings } = standingOf(TARGET);
    expect(target).toBe(TARGET);
    expect(findings.map(({ tag, location }) => [tag, location])).toEqual([['RIPE_DB_UNKNOWN', undefined]]);
  });
});

describe('what is to be reported', () => {
  test('of an object that is not asked about are the remarks on it', () => {
    const subject = { zone: TARGET.zone, block: null, ds: [] };
    expect(resultOf({ kind: 'object', index: 0, object: { subject, remarks: [REMARK] } })).toEqual({
      target: subject,
      nameservers: [],
      findings: [REMARK],
    });
  });

  test('of a zone that was observed is what is found in it', () => {
    const observation = observationOf({});
    expect(resultOf({ kind: 'zone', index: 0, observation })).toEqual(judge(observation));
  });
});

import { describe, expect, it } from 'vitest';
import { continuation } from '../../../src/checks/basic/continuation.js';
import { CHECKS } from '../../../src/checks/index.js';
import { evaluate } from '../../../src/judge/evaluate.js';
import { describeCheck } from '../../support/checks.js';
import { except, type Scene, viewOf } from '../../support/observation.js';
import { isSoa, noResolver, unreachable } from '../../support/scenes.js';

const dead: Scene = { replies: except((q) => (isSoa(q) ? 'timeout' : undefined)) };

describeCheck(continuation, [
  { title: 'a server works', expect: [{ tag: 'HAS_NAMESERVER_NO_WWW_A_TEST' }] },
  {
    title: 'no server works',
    scene: dead,
    expect: [{ tag: 'CANNOT_CONTINUE', evidence: ['ns1 SOA', 'ns2 SOA'] }],
  },
  {
    title: 'no name server has an address',
    scene: { replies: except((q) => (q.type === 'A' || q.type === 'AAAA' ? { answer: [] } : undefined)) },
    expect: [
      {
        tag: 'CANNOT_CONTINUE',
        evidence: ['resolver A+AAAA ns1.example.net', 'resolver A+AAAA ns2.example.org', 'resolver NS .'],
      },
    ],
  },
  {
    title: 'there is no delegation',
    scene: { target: { nservers: [] } },
    expect: [{ tag: 'CANNOT_CONTINUE', evidence: ['parent NS'] }],
  },
  {
    title: 'unknown: the parent could not be looked up',
    scene: { ...noResolver, target: { nservers: [] } },
    expect: [],
  },
  {
    title: 'unknown: the resolver answers nothing',
    scene: {
      target: { nservers: [] },
      replies: except((q) => (q.server === 'resolver' ? 'timeout' : undefined)),
    },
    expect: [],
  },
  { title: 'unknown: no route to any server', scene: unreachable, expect: [] },
]);

describe('what is tested', () => {
  const testCases = (scene: Scene) =>
    new Set(evaluate(viewOf(scene), CHECKS).map(({ testCase }) => testCase));

  it('is everything when a server works', () => {
    expect(testCases({})).toContain('Consistency01');
  });

  it('is only what needs no zone if none works', () => {
    const rest = CHECKS.filter((check) => check.needs === 'service').map(({ testCase }) => testCase);
    expect([...testCases(dead)].filter((testCase) => rest.includes(testCase))).toEqual([]);
    expect(testCases(dead)).toContain('Basic02');
  });
});

import { describe, expect, test } from 'vitest';
import { type Check, defineCheck, type Need } from '../../src/checks/check.js';
import { evaluate, type KnownCheck, messageText } from '../../src/judge/evaluate.js';
import { ns, soa } from '../../src/questions/common.js';
import type { ZoneView } from '../../src/zone/view.js';
import { except, observed, type Scene, ZONE } from '../support/observation.js';
import { isSoa } from '../support/scenes.js';

const declaration = { engine: 'INFO', message: 'm', meaning: 'm', fix: null, source: 's' } as const;

/** Says these messages, each with these facts about itself. */
function saying(
  needs: Need,
  ...said: readonly (readonly [tag: 'A' | 'B', servers: readonly string[]])[]
): Check {
  return defineCheck({
    testCase: needs,
    title: needs,
    source: 's',
    needs,
    tags: { A: declaration, B: declaration },
    *run(_, fact) {
      for (const [tag, servers] of said) yield fact(tag, {}, { servers });
    },
  });
}

/** These checks are none of those whose messages the compiler knows. */
const found = (zone: ZoneView, ...checks: readonly Check[]) =>
  evaluate(zone, checks as readonly KnownCheck[]);

const said = (scene: Scene, ...checks: readonly Check[]) =>
  found(observed(scene), ...checks).map(({ testCase, tag, servers }) =>
    [testCase, tag, ...servers].join(' '),
  );

describe('what is found in a zone', () => {
  test('is in the order of the checks, then of the tags, then of what is said', () => {
    const first = saying('zone', ['A', ['z']], ['B', ['x']], ['A', ['y']], ['A', ['x']]);
    expect(said({}, first, saying('nothing', ['A', ['a']]))).toEqual([
      'zone A x',
      'zone A y',
      'zone A z',
      'zone B x',
      'nothing A a',
    ]);
  });

  const every = (['nothing', 'zone', 'service'] as const).map((needs) => saying(needs, ['A', []]));
  test.each<[string, readonly string[], Scene]>([
    ['everything, if a server works', ['nothing A', 'zone A', 'service A'], {}],
    [
      'only what needs no server, if none works',
      ['nothing A', 'zone A'],
      { replies: except((q) => (isSoa(q) ? 'timeout' : undefined)) },
    ],
    ['only what needs no zone, if there is none', ['nothing A'], { target: { nservers: [] } }],
  ])('is %s', (_, expected, scene) => {
    expect(said(scene, ...every)).toEqual(expected);
  });

  test('has as its evidence the exchanges, each once, and of a question that was not put the reason', () => {
    const zone = observed({
      replies: except((q) => (isSoa(q) && q.server.includes(':') ? 'timeout' : undefined)),
    });
    const [silent, other] = zone.servers.filter(({ address }) => address.includes(':'));
    if (silent === undefined || other === undefined) throw new Error('there are no servers');
    const check = defineCheck({
      testCase: 'X',
      title: 'x',
      source: 's',
      tags: { A: declaration },
      *run(_, fact) {
        const asked = [soa(silent.address, ZONE), ns(silent.address, ZONE), ns(other.address, ZONE)];
        yield fact('A', {}, { evidence: [...asked, ...asked] });
      },
    });
    const [finding] = found(zone, check);
    expect(finding?.evidence?.map(({ question }) => [question.server, question.type])).toEqual([
      [silent.address, 'SOA'],
      [other.address, 'SOA'],
    ]);
  });
});

describe('a message', () => {
  const facts = { count: 2, serials: ['1 (a)', '2 (b)'] };
  test('is its template with the facts in it', () => {
    expect(messageText({ tag: 'MULTIPLE_SOA_SERIALS', facts })).toMatch(/\b2\b.*1 \(a\), 2 \(b\)/);
  });

  test('without one of its facts is a bug', () => {
    expect(() => messageText({ tag: 'MULTIPLE_SOA_SERIALS', facts: { count: 2 } })).toThrow(
      'MULTIPLE_SOA_SERIALS has no fact serials',
    );
  });
});

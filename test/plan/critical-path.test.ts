/** The number of consecutive round trips that a zone needs: on the test's clock, each takes 1. */
import { describe, expect, test } from 'vitest';
import { address } from '../../src/dns/address.js';
import { planOfChecks } from '../../src/plan/index.js';
import type { Exchange } from '../../src/record/exchange.js';
import type { Question } from '../../src/record/question.js';
import {
  except,
  exchangeOf,
  HOSTS,
  healthy,
  inVain,
  NS,
  type Scene,
  TARGET,
  ZONE,
} from '../support/observation.js';

const MOST = 8;

interface Path {
  readonly roundTrips: number;
  /** The questions, by the round trip that brought their answer. */
  readonly steps: ReadonlyMap<number, readonly string[]>;
}

function criticalPath(scene: Scene): Path {
  const { replies = healthy } = scene;
  const exchanges = new Map<string, Exchange>();
  const connected = new Map<string, number>();
  const pending = new Map<string, { readonly question: Question; readonly at: number }>();
  const steps = new Map<number, string[]>();
  let now = 0;
  for (;;) {
    for (const [key, question] of inVain(planOfChecks, scene, exchanges)) {
      if (exchanges.has(key)) throw new Error(`The plan asks again what was answered: ${key}`);
      if (!pending.has(key)) pending.set(key, { question, at: answerAt(question, now, connected) });
    }
    if (pending.size === 0) return { roundTrips: now, steps };
    now = Math.min(...[...pending.values()].map(({ at }) => at));
    const arrived = [...pending].filter(([, { at }]) => at === now);
    steps.set(
      now,
      arrived.map(([key]) => key),
    );
    for (const [key, { question }] of arrived) {
      pending.delete(key);
      exchanges.set(key, exchangeOf(question, replies(question)));
    }
  }
}

/** A TCP connection costs a round trip before the first question on it; a zone transfer has one of its own. */
function answerAt(question: Question, now: number, connected: Map<string, number>): number {
  if (question.transport === 'udp') return now + 1;
  if (question.type === 'AXFR') return now + 2;
  const ready = connected.get(question.server) ?? now + 1;
  connected.set(question.server, ready);
  return Math.max(now, ready) + 1;
}

const WITH_GLUE = TARGET.nservers.map(({ name }) => ({ name, glue: (HOSTS[name] ?? []).map(address) }));

/** The registry's servers delegate the zone to the two servers of TARGET. */
const delegated = except((q) => {
  const atParent = ['193.0.9.5', '2001:67c:e0::5'].includes(q.server) && q.name === ZONE;
  return atParent ? { aa: false, authority: NS } : undefined;
});

describe('the critical path of a healthy zone', () => {
  test.each<[string, number, Scene]>([
    ['that is to be delegated', 4, {}],
    ['whose name servers come with their addresses', 4, { target: { nservers: WITH_GLUE } }],
    ['that is delegated', MOST, { target: { nservers: [] }, replies: delegated }],
    [
      'with a name server the object does not have',
      MOST,
      { target: { nservers: TARGET.nservers.slice(0, 1) } },
    ],
  ])('%s', (_, most, scene) => {
    const { roundTrips, steps } = criticalPath(scene);
    expect(roundTrips, JSON.stringify([...steps], null, 1)).toBeLessThanOrEqual(most);
  });
});

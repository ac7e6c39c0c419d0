/** The plan asks exactly what the Nameserver, Syntax and Zone tests look up: nothing is missing, nothing in vain. */

import { describe, expect, test } from 'vitest';
import { CHECKS } from '../../src/checks/index.js';
import { evaluate } from '../../src/judge/evaluate.js';
import { type Plan, planOfChecks } from '../../src/plan/index.js';
import { lookUpNameservers } from '../../src/plan/nameserver.js';
import { lookUpServers } from '../../src/plan/servers.js';
import { lookUpZone } from '../../src/plan/zone.js';
import type { Exchange } from '../../src/record/exchange.js';
import { ExchangeIndex } from '../../src/record/exchanges.js';
import { keyOf } from '../../src/record/question.js';
import {
  except,
  exchangeOf,
  healthy,
  inVain,
  NS,
  type Scene,
  viewWith,
  ZONE,
} from '../support/observation.js';
import { atSecond, isSoa, soaLine, unreachable, withSoa } from '../support/scenes.js';

const OWN_CHECKS = CHECKS.filter(({ testCase }) => /^(Nameserver|Syntax|Zone)/.test(testCase));

interface Run {
  /** The number of questions asked. */
  readonly asked: number;
  /** Looked up by a check, but never asked. */
  readonly missing: readonly string[];
  /** Asked for these checks, but never looked up. */
  readonly inVain: readonly string[];
}

/** Follows the plan to its end, then runs the checks on the answers. */
function run(scene: Scene): Run {
  const { replies = healthy } = scene;
  const exchanges = new Map<string, Exchange>();
  const open = () => inVain(planOfChecks, scene, exchanges);
  for (let questions = open(); questions.size > 0; questions = open()) {
    for (const [key, question] of questions) {
      if (exchanges.has(key)) throw new Error(`The plan asks again what was answered: ${key}`);
      exchanges.set(key, exchangeOf(question, replies(question)));
    }
  }
  const view = () => viewWith(scene, new ExchangeIndex(exchanges.values()));
  const [planned, checked] = [view(), view()];
  const keysIn = (part: Plan) => planned.basis(() => part(planned)).map(keyOf);
  const forOthers = new Set(keysIn(lookUpServers));
  const own = new Set(
    [...keysIn(lookUpNameservers), ...keysIn(lookUpZone)].filter((key) => !forOthers.has(key)),
  );
  const questions = checked.basis(() => evaluate(checked, OWN_CHECKS));
  const lookedUp = new Set(questions.map(keyOf));
  return {
    asked: exchanges.size,
    missing: questions.filter((question) => checked.exchange(question) === undefined).map(keyOf),
    inVain: [...own].filter((key) => exchanges.has(key) && !lookedUp.has(key)),
  };
}

const WITH_MX: Scene = {
  replies: except((q) =>
    q.server !== 'resolver' && q.type === 'MX' ? { answer: [`${ZONE} MX 10 mail.${ZONE}`] } : undefined,
  ),
};

const SCENES: readonly (readonly [string, Scene])[] = [
  ['a healthy zone', {}],
  ['IPv4 only', { families: { ipv4: true, ipv6: false } }],
  ['no route to the servers', unreachable],
  ['a silent server', atSecond(() => 'timeout')],
  ['a server without TCP', atSecond((q) => (q.transport === 'tcp' ? 'refused' : undefined))],
  ['a server without UDP', atSecond((q) => (q.transport === 'udp' ? 'timeout' : undefined))],
  [
    'no server with the zone',
    { replies: except((q) => (q.server === 'resolver' ? undefined : { rcode: 'REFUSED', aa: false })) },
  ],
  ['RNAME and MNAME inside the zone', withSoa({ rname: `a.mail.${ZONE}`, mname: `ns.${ZONE}` })],
  [
    'a hidden primary behind an alias',
    withSoa({ mname: 'alias.example.net' }, (q) => {
      if (q.type === 'SOA' && q.server === 'resolver') return { answer: ['example.net SOA a b 1 1 1 1 1'] };
      if (q.name !== 'alias.example.net') return undefined;
      const records = ['alias.example.net CNAME hidden.example.net', 'hidden.example.net A 185.100.1.77'];
      return { answer: q.type === 'A' ? records : records.slice(0, 1) };
    }),
  ],
  [
    'different RNAMEs and MNAMEs',
    atSecond((q) =>
      isSoa(q) ? { answer: [soaLine({ rname: 'a.example.com', mname: 'b.example.com' })] } : undefined,
    ),
  ],
  [
    'a server that only the zone names, and that names another',
    {
      replies: except((q) => {
        if (q.name !== ZONE || q.type !== 'NS' || q.server === 'resolver') return undefined;
        const other = q.server === '185.100.1.25' ? 'ns9.example.com' : 'mail.example.net';
        return { answer: [...NS, `${ZONE} NS ${other}`] };
      }),
    },
  ],
  [
    'a delegation with glue that the zone does not confirm, and a name server that only the zone knows',
    {
      target: { nservers: [] },
      replies: except((q) => {
        if (q.name === ZONE && ['193.0.9.5', '2001:67c:e0::5'].includes(q.server)) {
          return {
            aa: false,
            authority: [...NS, `${ZONE} NS z.${ZONE}`],
            additional: [`z.${ZONE} A 187.3.3.3`],
          };
        }
        if (q.server === 'resolver') return undefined;
        if (q.name === ZONE && q.type === 'NS') return { answer: [...NS, `${ZONE} NS y.${ZONE}`] };
        if (!q.name.endsWith(`.${ZONE}`)) return undefined;
        return { answer: q.type === 'A' ? [`${q.name} A 187.3.3.4`] : [] };
      }),
    },
  ],
  ['an MNAME and RNAME that are nothing', withSoa({ mname: '.', rname: '.' })],
];

describe('the plan for servers and zone', () => {
  test.each(SCENES)('asks what the checks look up, and nothing else: %s', (_, scene) => {
    const { missing, inVain } = run(scene);
    expect({ missing, inVain }).toEqual({ missing: [], inVain: [] });
  });

  test('asks all servers at once whether a mail server is an alias, though the first may be enough', () => {
    const { missing, inVain } = run(WITH_MX);
    expect(missing).toEqual([]);
    expect(inVain).toHaveLength(3);
    expect(inVain.every((key) => key.endsWith(`udp mail.${ZONE} IN CNAME`))).toBe(true);
  });

  test('needs clearly fewer questions than the engine for a healthy zone, which needs 192', () => {
    expect(run({}).asked).toBeLessThan(130);
  });
});

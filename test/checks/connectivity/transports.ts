/** The common rows of the checks of both transports: only the tags differ. */
import type { Question } from '../../../src/record/question.js';
import type { Row } from '../../support/checks.js';
import { inShort } from '../../support/evidence-keys.js';
import { NS, type Reply, SOA, ZONE } from '../../support/observation.js';
import { atSecond, isSoa, SECOND_IDS, unreachable } from '../../support/scenes.js';

export function rowsFor(transport: 'udp' | 'tcp'): Row[] {
  const label = transport.toUpperCase();
  const tag = (stem: string) => `${transport === 'udp' ? 'CN01' : 'CN02'}_${stem}_${label}`;
  const isNs = (q: Question) => q.name === ZONE && q.type === 'NS';
  const over = (reply: (q: Question) => Reply | undefined) =>
    atSecond((q) => (q.transport === transport ? reply(q) : undefined));
  const way = transport === 'udp' ? '' : ' tcp';
  const onBoth = (stem: string, facts: Readonly<Record<string, string>> = {}) => {
    const types = ['NS', 'SOA'].filter((type) => stem.split('_').includes(type));
    const shown = (types.length === 0 ? ['NS', 'SOA'] : types).map((type) => type + way);
    return SECOND_IDS.map((ns) => ({
      tag: tag(stem),
      facts: { ns, ...facts },
      servers: [ns],
      evidence: shown.map((each) => `${inShort(ns)} ${each}`),
    }));
  };
  const records = { SOA: [SOA], NS };
  const perType = (['SOA', 'NS'] as const).flatMap((type): Row[] => {
    const is = type === 'SOA' ? isSoa : isNs;
    const elsewhere = records[type].map((line) => line.replace(ZONE, 'example.net'));
    return [
      {
        title: `${type}: an error`,
        scene: over((q) => (is(q) ? { rcode: 'SERVFAIL', aa: false } : undefined)),
        expect: onBoth(`UNEXPECTED_RCODE_${type}_QUERY`, { rcode: 'SERVFAIL' }),
      },
      {
        title: `${type}: none`,
        scene: over((q) => (is(q) ? { authority: records[type] } : undefined)),
        expect: onBoth(`MISSING_${type}_RECORD`),
      },
      {
        title: `${type}: of another name`,
        scene: over((q) => (is(q) ? { answer: elsewhere } : undefined)),
        expect: onBoth(`WRONG_${type}_RECORD`, { found: 'example.net' }),
      },
      {
        title: `${type}: without authority`,
        scene: over((q) => (is(q) ? { aa: false, answer: records[type] } : undefined)),
        expect: onBoth(`${type}_RECORD_NOT_AA`),
      },
      {
        title: `${type}: no answer, though the other question has one`,
        // After a SOA question in vain a run asks for nothing else.
        ...(type === 'SOA' ? { allAsked: true as const } : {}),
        scene: over((q) => (is(q) ? 'timeout' : undefined)),
        expect: onBoth(`NO_RESPONSE_${type}_QUERY`, { why: 'no answer in time' }),
      },
    ];
  });
  return [
    { title: 'all answer well', expect: [] },
    {
      title: 'one does not answer',
      scene: over(() => 'refused'),
      expect: onBoth('NO_RESPONSE', { why: 'the host says that nothing listens on port 53' }),
    },
    {
      title: 'one does not answer over the other transport',
      scene: atSecond((q) => (q.transport === transport ? undefined : 'timeout')),
      expect: [],
    },
    {
      title: 'letter case of the owner makes no difference',
      scene: over((q) => (isSoa(q) ? { answer: [SOA.replace('in-addr', 'In-Addr')] } : undefined)),
      expect: [],
    },
    ...perType,
    { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
    {
      title: 'unknown: one of the questions could not be asked',
      scene: over((q) => (isNs(q) ? 'local-error' : undefined)),
      expect: [],
    },
  ];
}

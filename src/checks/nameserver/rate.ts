import type { Attempt, Exchange } from '../../record/exchange.js';
import { defineCheck } from '../check.js';

/** Bytes. An answer over UDP that fits in them needs no truncation. */
const PLAIN_UDP = 512;

export const answerRate = defineCheck({
  testCase: 'RDNS04',
  title: 'The name servers answer without loss or rate limits',
  needs: 'zone',
  source: 'This program; RFC 1035 section 4.2.1',
  tags: {
    RDNS_RATE_LIMITED: {
      engine: null,
      documented: 'NOTICE',
      message:
        '{ns} limits the rate of its answers: of {asked} queries, {truncated} got a needlessly truncated answer and {late} had to be repeated.',
      meaning:
        'It truncated answers that fit into a UDP packet, as servers do if a client asks fast. All queries were repeated more slowly, and nothing is held against the server. RIPE NCC asks one query after the other and will hardly reach the limit.',
      fix: 'If you own the address of this machine, exempt it from the rate limit (BIND: exempt-clients; NSD: rrl-whitelist; Knot DNS: mod-rrl whitelist), or ask more slowly with --rate.',
    },
    RDNS_ANSWERED_LATE: {
      engine: null,
      documented: 'INFO',
      message: '{ns} answered {late} of {asked} queries only when they were repeated.',
      meaning:
        'The first query or its answer was lost or late, or the server limits the rate of its answers. The test uses the answer that came in the end.',
      fix: 'If it happens often, look for lost packets and load. Ask more slowly with --rate to see whether the server limits its rate.',
    },
  },
  *run(zone, fact) {
    for (const server of zone.inUse) {
      const asked = zone.exchangesAt(server).filter(({ attempts }) => attempts.length > 0);
      const truncated = asked.filter(wasTruncatedForNothing);
      const late = asked.filter(wasAnsweredLate);
      const counts = { ns: server.id, asked: asked.length, late: late.length };
      const proof = (shown: readonly Exchange[]) => ({
        servers: [server],
        evidence: shown.map(({ question }) => question),
      });
      // A server that always truncates is slow to ask, but limits nothing.
      if (truncated.length > 0 && asked.some(wasAnsweredOverUdp)) {
        const shown = [...new Set([...truncated, ...late])];
        yield fact('RDNS_RATE_LIMITED', { ...counts, truncated: truncated.length }, proof(shown));
      } else if (late.length > 0) yield fact('RDNS_ANSWERED_LATE', counts, proof(late));
    }
  },
});

function wasTruncatedForNothing({ attempts }: Exchange): boolean {
  return attempts.some((attempt, i) => attempt.end === 'truncated' && isSmallAnswer(attempts[i + 1]));
}

function isSmallAnswer(attempt: Attempt | undefined): boolean {
  return attempt?.end === 'answered' && attempt.wire !== null && attempt.wire.length <= PLAIN_UDP;
}

function wasAnsweredLate({ attempts, outcome }: Exchange): boolean {
  return outcome.kind === 'answered' && attempts.some(({ end }) => end === 'timeout');
}

/** Only a whole answer counts, because some questions accept a truncated one. */
function wasAnsweredOverUdp({ attempts, outcome }: Exchange): boolean {
  const whole = outcome.kind === 'answered' && !outcome.message.tc;
  return whole && attempts.some(({ transport, end }) => transport === 'udp' && end === 'answered');
}

/** Results of runs, made by hand. */

import { address } from '../../../src/dns/address.js';
import { name } from '../../../src/dns/name.js';
import type { Finding } from '../../../src/finding/fact.js';
import type { FactValue } from '../../../src/finding/tag.js';
import type { KnownFinding } from '../../../src/judge/evaluate.js';
import type { Nameserver, ZoneResult } from '../../../src/judge/judge.js';
import { DOCUMENTED, type Profile } from '../../../src/judge/profile.js';
import { PrefixError } from '../../../src/prefix/prefix.js';
import { parseZone } from '../../../src/prefix/zone.js';
import { soa } from '../../../src/questions/common.js';
import type { Attempt, Exchange } from '../../../src/record/exchange.js';
import type { Question } from '../../../src/record/question.js';
import { question } from '../../../src/record/question.js';
import type { Report } from '../../../src/report/report.js';
import { exchangeOf, type Reply } from '../../support/observation.js';
import { makeReport } from '../../support/report.js';

export const RUN = {
  tool: { name: 'rdns-preflight', version: '0.0.0' },
  startedAt: '2026-11-21T10:00:00.000Z',
  durationMs: 1234.5,
  queries: 87,
};

export const NAMESERVERS: readonly Nameserver[] = [
  { name: 'ns1.example.net', addresses: ['185.100.1.1', '2a0a:100:1::1'] },
  { name: 'ns2.example.org', addresses: ['186.200.2.2', '2a0b:200:2::2'] },
];

export function zoneResult(
  zone: string,
  findings: ZoneResult['findings'] = [],
  nameservers: readonly Nameserver[] = NAMESERVERS,
): ZoneResult {
  const parsed = parseZone(zone);
  if (parsed instanceof PrefixError) throw new Error(`${zone}: ${parsed.reason}`);
  const target = { zone: parsed.zone, block: parsed.block, ds: [] };
  return { target, nameservers, findings };
}

/** A finding with a tag of `checks.ts`, whose checks replace all real ones here. The compiler does not know its tag. */
export function finding(tag: string, facts: Facts, rest: Partial<Finding<Exchange>> = {}): KnownFinding {
  const made: Finding<Exchange> = { tag, testCase: 'Sample01', facts, servers: [], evidence: [], ...rest };
  return made as KnownFinding;
}

type Facts = Readonly<Record<string, FactValue>>;

export const OLD = 'ns2.example.org/186.200.2.2';

export function serialsDiffer(zone: string, old: number, current = 2026112101): KnownFinding {
  const asked = soa(address('186.200.2.2'), name(zone));
  const answer = [`${zone} SOA ns1.example.net hostmaster.example.net ${old} 14400 7200 1209600 3600`];
  return finding(
    'SERIALS_DIFFER',
    { domain: zone, old, new: current, server: OLD },
    { servers: [OLD], evidence: [exchange(asked, { answer })] },
  );
}

export function noTcp(zone: string): KnownFinding {
  const asked = soa(address('186.200.2.2'), name(zone), 'tcp');
  return finding(
    'NO_TCP',
    { server: OLD },
    {
      testCase: 'Sample02',
      servers: [OLD],
      evidence: [
        exchange(soa(address('186.200.2.2'), name(zone)), { answer: [] }),
        exchange(asked, 'refused'),
      ],
    },
  );
}

export function serialsAgree(): KnownFinding {
  return finding('SERIALS_AGREE', { serial: 2026112101 }, { evidence: [exchange(A_QUESTION, 'timeout')] });
}

export const A_QUESTION: Question = question(address('185.100.1.1'), name('example.net'), 'A');

/** With one attempt that ended like the reply, at invented times. */
export function exchange(asked: Question, reply: Reply, attempt: Partial<Attempt> = {}): Exchange {
  const { outcome } = exchangeOf(asked, reply);
  const to = asked.server === 'resolver' ? address('192.0.2.53') : asked.server;
  const answered = outcome.kind === 'answered';
  return {
    question: asked,
    attempts: [
      {
        transport: asked.transport,
        to,
        sentAt: 12,
        took: 3.25,
        end: answered ? 'answered' : reply === 'refused' ? 'refused' : 'timeout',
        wire: answered ? Buffer.from('wire') : null,
        from: answered ? to : null,
        strays: [],
        ...attempt,
      },
    ],
    outcome,
  };
}

export function reportOn(results: readonly ZoneResult[], profile: Profile = DOCUMENTED): Report {
  return makeReport(RUN, profile, results);
}

const zones = [16, 17, 18, 19].map((n) => `${n}.155.185.in-addr.arpa`);

/** The results behind the expected files in fixtures/reports. */
export const RESULTS: Readonly<Record<string, readonly ZoneResult[]>> = {
  healthy: zones.slice(0, 1).map((zone) => zoneResult(zone, [serialsAgree()])),
  allocation: zones.map((zone, i) =>
    zoneResult(
      zone,
      i === 3 ? [serialsAgree()] : [noTcp(zone), serialsDiffer(zone, 2026112000 + i), serialsAgree()],
    ),
  ),
  undetermined: [
    zoneResult(
      '20.155.185.in-addr.arpa',
      [
        finding(
          'RDNS_NOT_ASKED',
          { server: 'ns1.example.net/2a0a:100:1::1' },
          {
            testCase: 'Sample02',
            servers: ['ns1.example.net/2a0a:100:1::1'],
            evidence: [
              exchange(soa(address('2a0a:100:1::1'), name('20.155.185.in-addr.arpa')), 'no-route', {
                end: 'no-route',
                took: 0,
              }),
            ],
          },
        ),
      ],
      [...NAMESERVERS, { name: 'ns3.example.com', addresses: [] }],
    ),
  ],
};

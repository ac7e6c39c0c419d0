/** The reports with the real checks. */

import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../src/checks/index.js';
import { TAGS } from '../../src/judge/catalogue.js';
import { evaluate } from '../../src/judge/evaluate.js';
import { PROFILES } from '../../src/judge/profile.js';
import type { Question } from '../../src/record/question.js';
import { explainAll, explanationText, tagTable } from '../../src/report/explain.js';
import { finding, reportSchema } from '../../src/report/schema.js';
import { except, NS, type Reply, type Responder, viewOf } from '../support/observation.js';
import { makeReport } from '../support/report.js';
import { jsonReport, textReport } from './support/formats.js';
import { NAMESERVERS, RUN } from './support/reports.js';

const validate = new Ajv2020().compile(reportSchema());

const at = (server: string, reply: Reply) =>
  except((question: Question) => (question.server === server ? reply : undefined));

const SCENES: Readonly<Record<string, Responder | undefined>> = {
  healthy: undefined,
  'a silent server': at('186.200.2.2', 'timeout'),
  'no route': at('2a0b:200:2::2', 'no-route'),
  'a server that refuses': at('186.200.2.2', { rcode: 'REFUSED', aa: false }),
  'no server works': except((question) =>
    question.server === 'resolver' ? undefined : { rcode: 'SERVFAIL' },
  ),
  'a resolver that is down': except((question) =>
    question.server === 'resolver' ? 'resolver-down' : undefined,
  ),
  'a server with other NS records': except((question) =>
    question.server === '186.200.2.2' && question.type === 'NS' ? { answer: NS.slice(0, 1) } : undefined,
  ),
};

describe.each(Object.keys(SCENES))('%s', (title) => {
  const replies = SCENES[title];
  const zone = viewOf(replies === undefined ? {} : { replies });
  const findings = evaluate(zone, CHECKS);
  const result = { target: zone.target, nameservers: NAMESERVERS, findings };

  it.each(Object.values(PROFILES))('under $name', (profile) => {
    const report = makeReport(RUN, profile, [result]);
    const json: unknown = JSON.parse(jsonReport(report));
    expect(json).toEqual(report);
    validate(json);
    expect(validate.errors ?? []).toEqual([]);
    const text = textReport(report, { verbose: true });
    expect(text).toMatch(/^[\n -~]+$/);
    expect(tooWide(text)).toEqual([]);
    for (const { message } of report.zones.flatMap((each) => each.findings)) {
      expect(text.replaceAll(/\s+/g, ' ')).toContain(message.replaceAll(/\s+/g, ' '));
    }
  });
});

describe('explain', () => {
  const all = explainAll();

  it('knows every tag', () => {
    expect(all.map(({ tag }) => tag)).toEqual([...TAGS.keys()]);
  });

  it.each(all.map((each) => [each.tag, each] as const))('%s', (tag, explanation) => {
    const text = explanationText(explanation);
    expect(text).toMatch(new RegExp(`^${tag}, `));
    expect(text).toMatch(/^[\n -~]+$/);
    expect(tooWide(text)).toEqual([]);
    finding.shape.tag.parse(tag);
    for (const testCase of explanation.testCases) finding.shape.testCase.parse(testCase);
  });

  it('has a table of them that fits the terminal', () => {
    const table = tagTable(all);
    expect(tooWide(table)).toEqual([]);
    for (const tag of TAGS.keys()) expect(table).toContain(`\n${tag} `);
  });
});

/** Lines wider than the terminal, except those that are one long word. */
function tooWide(text: string): string[] {
  return text.split('\n').filter((line) => line.length > 80 && !/^.{0,17}\S+$/.test(line));
}

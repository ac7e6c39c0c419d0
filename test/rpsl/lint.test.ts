import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TAGS } from '../../src/judge/catalogue.js';
import { documentedLevel } from '../../src/judge/profile.js';
import { LINT_RULES, lint } from '../../src/rpsl/lint.js';
import { parseRpsl } from '../../src/rpsl/parse.js';

const fixture = (file: string) => readFileSync(new URL(`../../fixtures/rpsl/${file}`, import.meta.url));

const DECLARATIONS = LINT_RULES.flatMap((rule) => Object.entries(rule.tags));
const LEVELS = new Map(DECLARATIONS.map(([tag, declaration]) => [tag, documentedLevel(declaration)]));

const found = (file: string) =>
  lint(parseRpsl(fixture(file))).map(({ tag, location }) => `${location.line}:${location.column} ${tag}`);

describe('the rules', () => {
  it('are numbered in order', () => {
    expect(LINT_RULES.map(({ testCase }) => testCase)).toEqual(
      LINT_RULES.map((_, i) => `RIPE${String(i + 1).padStart(2, '0')}`),
    );
  });

  it('declare each message once', () => {
    const tags = DECLARATIONS.map(([tag]) => tag);
    expect(tags).toEqual([...new Set(tags)]);
  });

  it.each(DECLARATIONS)('%s says what it means, what to do and where it is from', (tag, declaration) => {
    expect(tag).toMatch(/^RIPE_[A-Z0-9_]+$/);
    expect(TAGS.get(tag)).toMatchObject(declaration);
    expect(declaration.message.length).toBeGreaterThan(10);
    expect(declaration.meaning).toMatch(/\.$/);
    expect(declaration.source).not.toBe('');
    if (LEVELS.get(tag) === 'INFO') expect(declaration.fix).toBeNull();
    else expect(declaration.fix).toMatch(/\.$/);
  });
});

describe('fixtures', () => {
  it('finds each kind of mistake at its line, and nothing else', () => {
    const expected = fixture('mistakes.expected').toString().trimEnd().split('\n');
    expect(found('mistakes.rpsl')).toEqual(expected);
    const tags = expected.map((line) => line.split(' ')[1]);
    expect(new Set([...tags, 'RIPE_NO_OBJECT'])).toEqual(new Set(LEVELS.keys()));
  });

  it("accepts RIPE's own examples", () => {
    const tags = new Set(lint(parseRpsl(fixture('ripe-examples.rpsl'))).map(({ tag }) => tag));
    expect([...tags].map((tag) => [tag, LEVELS.get(tag)])).toEqual([
      ['RIPE_VALUE_CONVERTED', 'INFO'],
      ['RIPE_DS_DIGEST_DEPRECATED', 'WARNING'],
    ]);
  });
});

describe('lint', () => {
  it('gives findings in the order of the file, with the object they belong to', () => {
    const text = 'password: x\n\ndomain: example.net\n\ndomain: 2.0.192.in-addr.arpa\n-\n';
    const [rule] = LINT_RULES.filter(({ testCase }) => testCase === 'RIPE01');
    const findings = lint(parseRpsl(Buffer.from(text)));
    const lines = findings.map(({ location }) => location.line);
    expect(lines).toEqual(lines.toSorted((a, b) => a - b));
    expect(findings.find(({ tag }) => tag === 'RIPE_PASSWORD')?.domain).toBeNull();
    expect(findings.find(({ tag }) => tag === 'RIPE_ZONE_NOT_REVERSE')?.domain?.object.location.line).toBe(3);
    expect(findings.find(({ tag }) => tag === 'RIPE_NOT_AN_ATTRIBUTE')).toEqual({
      tag: 'RIPE_NOT_AN_ATTRIBUTE',
      testCase: rule?.testCase,
      facts: { text: '-' },
      servers: [],
      location: { line: 6, column: 1 },
      domain: expect.objectContaining({
        object: expect.objectContaining({ location: { line: 5, column: 1 } }),
      }),
    });
  });

  it('names the server a finding is about', () => {
    const text = 'domain: 2.0.192.in-addr.arpa\nnserver: ns.2.0.192.in-addr.arpa\n';
    const findings = lint(parseRpsl(Buffer.from(text)));
    expect(findings.find(({ tag }) => tag === 'RIPE_GLUE_MISSING')?.servers).toEqual([
      'ns.2.0.192.in-addr.arpa',
    ]);
  });
});

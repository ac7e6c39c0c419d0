import { describe, expect, it } from 'vitest';
import { register } from '../../src/judge/catalogue.js';
import { explain, explainAll, explanationText, suggestTags, tagTable } from '../../src/report/explain.js';
import { CHECKS } from './support/checks.js';

const TAGS = register(CHECKS);

describe('the explanation of a tag', () => {
  it('is its declaration', () => {
    expect(explain('SERIALS_DIFFER', TAGS)).toEqual({
      tag: 'SERIALS_DIFFER',
      testCases: ['Sample01'],
      levels: { documented: 'ERROR', engine: 'WARNING' },
      message: 'The SOA serial of {domain} is {old} on {server}, and {new} on the others.',
      meaning: expect.stringContaining('A secondary that does not follow'),
      fix: expect.stringContaining('Make the secondary transfer'),
      source: 'RFC 1034 section 4.3.5',
    });
  });

  it('does not mind the letter case', () => {
    expect(explain('no_tcp', TAGS)?.tag).toBe('NO_TCP');
  });

  it('does not exist for an unknown tag', () => {
    expect(explain('NO_SUCH_TAG', TAGS)).toBeNull();
  });

  it('is text for a terminal', () => {
    const explanation = explain('SERIALS_DIFFER', TAGS);
    expect(explanation && explanationText(explanation)).toBe(
      `SERIALS_DIFFER, Sample01

  The SOA serial of {domain} is {old} on {server}, and {new} on the others.

meaning   A secondary that does not follow its primary gives out old data. RIPE
          asks that all servers agree.
fix       Make the secondary transfer the zone: check NOTIFY, the address of the
          primary, and its log.
levels    RIPE's documentation: ERROR; RIPE's engine today: WARNING
source    RFC 1034 section 4.3.5
`,
    );
  });

  it('says what the engine does not test, and if there is nothing to fix', () => {
    const explanation = explain('RDNS_NOT_ASKED', TAGS);
    const text = explanation === null ? '' : explanationText(explanation);
    expect(text).toContain("RIPE's engine does not test it");
    expect(text).toContain('fix       nothing\n');
  });

  it('in colours is the same text', () => {
    for (const explanation of explainAll(TAGS)) {
      const coloured = explanationText(explanation, { color: true });
      expect(coloured).toContain('\x1b[1m');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what this is about
      expect(coloured.replaceAll(/\x1b\[\d+m/g, '')).toBe(explanationText(explanation));
    }
  });
});

describe('a tag that is not known', () => {
  it.each([
    ['a letter wrong', 'SERIAL_DIFFER', ['SERIALS_DIFFER']],
    ['a part of some', 'serials', ['SERIALS_AGREE', 'SERIALS_DIFFER']],
    ['the name of a test case', 'sample01', ['SERIALS_AGREE', 'SERIALS_DIFFER']],
    ['blanks around it', ' NO_TPC ', ['NO_TCP']],
    ['nothing like it', 'XXXXXXXXXXXX', []],
    ['hostile', '\x1b'.repeat(1_000_000), []],
    ['empty', '', []],
  ])('%s', (_, text, near) => {
    expect(suggestTags(text, TAGS).sort()).toEqual(near);
  });
});

describe('the table', () => {
  it('has tag, test case, both levels and the message of each', () => {
    expect(tagTable(explainAll(TAGS).slice(0, 2))).toBe(
      `${'tag'.padEnd(42)}documented  engine    test case
${'ALL_DEAD'.padEnd(42)}CRITICAL    CRITICAL  Sample02
    No server answers.
${'NO_TCP'.padEnd(42)}ERROR       WARNING   Sample02
    {server} does not answer over TCP.
`,
    );
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readReport, UnreadableReport } from '../../src/report/read.js';

const SAVED = new URL('../../fixtures/saved/', import.meta.url);
const text = readFileSync(new URL('serial-mismatch.json', SAVED), 'utf8');

function reasonFor(given: string): string | null {
  const report = readReport(given);
  return report instanceof UnreadableReport ? report.reason : null;
}

describe('a report', () => {
  test.each(['delegated', 'objects', 'one-silent', 'serial-mismatch'])(
    '%s is read as it was written, its keys in their order',
    (name) => {
      const written = readFileSync(new URL(`${name}.json`, SAVED), 'utf8');
      expect(JSON.stringify(readReport(written))).toBe(JSON.stringify(JSON.parse(written)));
    },
  );

  test.each([
    ['what is not JSON', text.slice(1), 'it is not JSON'],
    ['other JSON', '[]', 'it is not a report of this version'],
    [
      'another version',
      text.replace('"version":1', '"version":2'),
      'it is not a report of this version at version',
    ],
    [
      'a question at no address',
      text.replace(/"server":"[0-9.]+"/, '"server":"1.2.3"'),
      /^it is not a report of this version at zones\.0\.findings\.\d+\.evidence\.\d+\.question\.server$/,
    ],
    [
      'a question of a type that is none',
      text.replace('"type":"SOA"', '"type":"TYPE65536"'),
      /^it is not a report of this version at zones\.0\.findings\.\d+\.evidence\.\d+\.question\.type$/,
    ],
  ])('%s is refused with a reason', (_, given, reason) => {
    expect(reasonFor(given)).toMatch(reason);
  });
});

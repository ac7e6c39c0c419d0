/** Observations saved by an earlier version (0.1.0 before its rooms were moved) give the same reports as then. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/index.js';
import { rdns } from '../support/rdns.js';

const SAVED = new URL('../../fixtures/saved/', import.meta.url);

/** Wording may get better. */
function withoutWords(json: string): Report {
  return JSON.parse(json, (key, value: unknown) => (key === 'message' ? '' : value));
}

describe('observations of earlier versions', () => {
  const names = readdirSync(SAVED).flatMap((file) => /^(.+)\.jsonl$/.exec(file)?.[1] ?? []);

  it.each(names)('%s', async (name) => {
    const { stdout, stderr } = await rdns([
      'replay',
      new URL(`${name}.jsonl`, SAVED).pathname,
      '--format',
      'json',
    ]);
    expect(stderr).toBe('');
    expect(withoutWords(stdout)).toEqual(withoutWords(readFileSync(new URL(`${name}.json`, SAVED), 'utf8')));
  });

  it('are several, with objects and without, and of a delegation that exists', () => {
    expect(names).toEqual(['delegated', 'objects', 'one-silent', 'serial-mismatch']);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Check } from '../../src/checks/check.js';
import { CHECKS } from '../../src/checks/index.js';

describe('every check', () => {
  const sources = readdirSync(new URL('../../src/checks/', import.meta.url), {
    recursive: true,
    encoding: 'utf8',
  })
    .filter((file) => file.includes('/'))
    .filter((file) =>
      readFileSync(new URL(`../../src/checks/${file}`, import.meta.url), 'utf8').includes('= defineCheck('),
    );

  test('is listed', async () => {
    const declared = await Promise.all(sources.map(checksIn));
    expect(sources.length).toBeGreaterThan(0);
    expect(declared.flat().sort()).toEqual(CHECKS.map(nameOf).sort());
  });

  test.each(sources)('%s has its table of tests', (file) => {
    const text = readFileSync(new URL(file.replace(/\.ts$/, '.test.ts'), import.meta.url), 'utf8');
    expect(text).toMatch(/describeCheck\(/);
  });

  test('has a test case of its own', () => {
    const all = CHECKS.map(({ testCase }) => testCase).filter((testCase) => testCase !== 'Unspecified');
    expect(new Set(all).size).toBe(all.length);
  });
});

async function checksIn(source: string): Promise<string[]> {
  const module: Readonly<Record<string, unknown>> = await import(
    /* @vite-ignore */ new URL(`../../src/checks/${source}`, import.meta.url).pathname
  );
  return Object.values(module).filter(isCheck).map(nameOf);
}

function isCheck(value: unknown): value is Check {
  return typeof value === 'object' && value !== null && 'testCase' in value && 'run' in value;
}

function nameOf({ testCase, title }: Pick<Check, 'testCase' | 'title'>): string {
  return `${testCase}: ${title}`;
}

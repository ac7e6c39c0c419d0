/** Runs on the embedded lab, which works on any machine. */
import { describe, expect, test } from 'vitest';
import { agreementTests } from './agreement.js';
import { KNOWN_DIFFERENCES } from './differences.js';
import { checkOnLab } from './lab-run.js';
import { recordedMixtures, recordedScenarios } from './recording.js';

const scenarios = recordedScenarios();
const mixtures = recordedMixtures();
const bench = { check: checkOnLab, atOnce: 8, timeout: 120_000 };

describe('single faults', () => {
  agreementTests('Embedded lab, single faults', { ...bench, recordings: scenarios });
});

describe('mixtures of faults', () => {
  agreementTests('Embedded lab, mixtures', { ...bench, recordings: mixtures });
});

test('every known difference is in a recording', () => {
  const names = [...scenarios, ...mixtures].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining(KNOWN_DIFFERENCES.flatMap(({ scenarios }) => scenarios)));
});

import { PART, PARTS } from './parts.js';

const NAME = PART.replace('/', '-');

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: PARTS[PART]?.mutate,
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.js' },
  plugins: ['@stryker-mutator/vitest-runner', './test/mutation/prose.js'],
  ignorers: ['prose'],
  coverageAnalysis: 'perTest',
  // Code that runs once, when a file is loaded, has only tables and levels; each such mutant would run all tests.
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 20_000,
  reporters: ['json'],
  jsonReporter: { fileName: `.stryker/${NAME}.json` },
  tempDirName: `.stryker/sandbox-${NAME}`,
  // Stryker would rewrite it through an API that TypeScript 7 lacks; nothing here needs it.
  tsconfigFile: 'none',
  ignorePatterns: ['dist', '.compare', '.ci', 'coverage'],
};

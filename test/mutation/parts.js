/**
 * The parts of `src` that are mutated, each with the tests that must notice: those of the same part, which are quick and
 * use no network.
 */
const TOPICS = ['address', 'basic', 'connectivity', 'consistency', 'delegation', 'nameserver', 'resolving'];
TOPICS.push('syntax', 'zone');

export const PARTS = {
  dns: part('dns'),
  prefix: part('prefix'),
  judge: part('judge'),
  // The tests of all checks cover the code that they share.
  checks: { mutate: ['src/checks/*.ts'], tests: ['test/checks/**/*.test.ts'] },
  ...Object.fromEntries(TOPICS.map((topic) => [`checks/${topic}`, part(`checks/${topic}`)])),
};

/** Set by mutate.js for the run of one part. */
export const PART = process.env.MUTATED_PART ?? '';

function part(folder) {
  return { mutate: [`src/${folder}/**/*.ts`], tests: [`test/${folder}/**/*.test.ts`] };
}

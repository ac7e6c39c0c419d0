import { setFlagsFromString } from 'node:v8';

/** By V8's major version (Node 20, 22 and 24), because V8 complains about unknown flags. */
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  11: ['--max-inlined-bytecode-size-cumulative=100', '--interrupt-budget=300000'],
  12: ['--max-inlined-bytecode-size-cumulative=100'],
  13: ['--max-inlined-bytecode-size-cumulative=100'],
};

/**
 * Makes V8 optimise later and inline less. A run calls some hundred large functions once for each zone and ends in
 * seconds, so optimising them costs more time than it saves (`npm run bench`). Node gives no guarantee if flags change
 * after the start, so commands that change anything do not use this.
 */
export function tuneCompiler(): void {
  const [major = ''] = process.versions.v8.split('.');
  for (const flag of FLAGS[major] ?? []) setFlagsFromString(flag);
}

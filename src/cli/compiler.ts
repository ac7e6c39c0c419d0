import { setFlagsFromString } from 'node:v8';

/** By V8's major version, for it complains about a flag that it does not know: Node 20, 22 and 24. */
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  11: ['--max-inlined-bytecode-size-cumulative=100', '--interrupt-budget=300000'],
  12: ['--max-inlined-bytecode-size-cumulative=100'],
  13: ['--max-inlined-bytecode-size-cumulative=100'],
};

/**
 * Has V8 compile later, and less into one function. A run calls some hundred large functions once for each zone and is
 * over in seconds, in which V8 would spend more time on making them fast than they are faster afterwards (`npm run bench`).
 * Node does not vouch for a process whose flags are set after its start: not for commands that change anything.
 */
export function tuneCompiler(): void {
  const [major = ''] = process.versions.v8.split('.');
  for (const flag of FLAGS[major] ?? []) setFlagsFromString(flag);
}

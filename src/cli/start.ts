import { printable } from '../report/printable.js';
import { TOOL } from '../tool.js';
import { API_KEY_VARIABLE } from './api-key.js';
import { tuneCompiler } from './compiler.js';
import { EXIT } from './exit.js';
import { main, VARIABLES } from './main.js';

tuneCompiler();

const interrupt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    interrupt.abort();
    process.exitCode = EXIT.interrupted;
  });
}
/** Why stdout cannot be written to any more. */
let unwritten: NodeJS.ErrnoException | null = null;
process.stdout.on('error', (error) => {
  unwritten ??= error;
});

process.on('uncaughtException', (error) => {
  const trace = (error.stack ?? String(error)).split('\n').map(printable).join('\n');
  process.stderr.write(`${TOOL.name}: this is a bug, please report it with what follows\n${trace}\n`);
  process.exit(EXIT.bug);
});

// Among the variables that are options, the key would be taken for one, and an empty one for the number 0.
const env = { ...process.env };
delete process.env[API_KEY_VARIABLE];
for (const [name, value] of Object.entries(env)) {
  if (name.startsWith(VARIABLES) && value === '') delete process.env[name];
}
const { stdout, stderr } = process;
try {
  process.exitCode = await main(process.argv.slice(2), {
    get stdin() {
      return process.stdin;
    },
    stdout,
    stderr,
    env,
    signal: interrupt.signal,
  });
} catch (error) {
  if (unwritten === null) throw error;
}
if (interrupt.signal.aborted) process.exitCode = EXIT.interrupted;
// What fails is told after all has been written, or given up.
process.once('beforeExit', () => {
  if (unwritten === null) return;
  // Whoever reads the output has read enough: `| head` is no error to complain about.
  process.exitCode = unwritten.code === 'EPIPE' ? EXIT.unread : EXIT.usage;
  if (unwritten.code !== 'EPIPE') stderr.write(`${TOOL.name}: stdout cannot be written: ${unwritten.code}\n`);
});

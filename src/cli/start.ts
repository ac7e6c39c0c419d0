import { printable } from '../report/printable.js';
import { TOOL } from '../tool.js';
import { API_KEY_VARIABLE } from './api-key.js';
import { EXIT } from './exit.js';
import { main } from './main.js';
import { hideFromYargs } from './yargs.js';

const interrupt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    interrupt.abort();
    process.exitCode = EXIT.interrupted;
  });
}
/** The error that ended stdout. */
let unwritten: NodeJS.ErrnoException | null = null;
process.stdout.on('error', (error) => {
  unwritten ??= error;
});

process.on('uncaughtException', (error) => {
  const trace = (error.stack ?? String(error)).split('\n').map(printable).join('\n');
  process.stderr.write(`${TOOL.name}: this is a bug; please report it with the following lines\n${trace}\n`);
  process.exit(EXIT.bug);
});

const env = { ...process.env };
hideFromYargs(process.env, [API_KEY_VARIABLE]);
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
// The failure is reported after all output is written or given up.
process.once('beforeExit', () => {
  if (unwritten === null) return;
  // The reader has read enough: `| head` is no error.
  process.exitCode = unwritten.code === 'EPIPE' ? EXIT.unread : EXIT.usage;
  if (unwritten.code !== 'EPIPE') stderr.write(`${TOOL.name}: stdout cannot be written: ${unwritten.code}\n`);
});

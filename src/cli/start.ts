import { printable } from '../report/printable.js';
import { TOOL } from '../tool.js';
import { API_KEY_VARIABLE } from './api-key.js';
import { EXIT } from './exit.js';
import { main } from './main.js';

const interrupt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    interrupt.abort();
    process.exitCode = EXIT.interrupted;
  });
}
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever reads the output has read enough: `| head` is no error to complain about.
  if (error.code === 'EPIPE') process.exit(EXIT.unread);
  process.stderr.write(`${TOOL.name}: stdout cannot be written: ${error.code}\n`);
  process.exit(EXIT.usage);
});

process.on('uncaughtException', (error) => {
  const trace = (error.stack ?? String(error)).split('\n').map(printable).join('\n');
  process.stderr.write(`${TOOL.name}: this is a bug, please report it with what follows\n${trace}\n`);
  process.exit(EXIT.bug);
});

// Among the variables that are options, the key would be taken for one.
const env = { ...process.env };
delete process.env[API_KEY_VARIABLE];
const { stdout, stderr } = process;
const code = await main(process.argv.slice(2), {
  get stdin() {
    return process.stdin;
  },
  stdout,
  stderr,
  env,
  signal: interrupt.signal,
});
process.exitCode = interrupt.signal.aborted ? EXIT.interrupted : code;

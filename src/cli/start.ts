import { TOOL } from '../tool.js';
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

const { stdin, stdout, stderr, env } = process;
const code = await main(process.argv.slice(2), { stdin, stdout, stderr, env, signal: interrupt.signal });
process.exitCode = interrupt.signal.aborted ? EXIT.interrupted : code;

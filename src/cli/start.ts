import { printable } from '../report/printable.js';
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

process.on('uncaughtException', (error) => {
  const trace = (error.stack ?? String(error)).split('\n').map(printable).join('\n');
  process.stderr.write(`${TOOL.name}: this is a bug, please report it with what follows\n${trace}\n`);
  process.exit(EXIT.bug);
});

const { stdin, stdout, stderr, env } = process;
const code = await main(process.argv.slice(2), { stdin, stdout, stderr, env, signal: interrupt.signal });
process.exitCode = interrupt.signal.aborted ? EXIT.interrupted : code;

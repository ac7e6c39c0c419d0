import { EXIT } from './exit.js';
import { main } from './main.js';

const interrupt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    interrupt.abort();
    process.exitCode = EXIT.interrupted;
  });
}
// Whoever reads the output has read enough: `| head` is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const { stdout, stderr, env } = process;
const code = await main(process.argv.slice(2), { stdout, stderr, env, signal: interrupt.signal });
process.exitCode = interrupt.signal.aborted ? EXIT.interrupted : code;

/**
 * A process of its own that asks recorded questions over the network, with no plan and no checks. Reads its job as JSON
 * from argv[2], writes the cost as JSON to stdout.
 */
import { createReadStream } from 'node:fs';
import { cpuUsage } from 'node:process';
import { createInterface } from 'node:readline';

const { dist, record, resolver, routes } = JSON.parse(process.argv[2]);
const { networkSource } = await import(new URL('ask/network.js', dist));
const { tuneCompiler } = await import(new URL('cli/compiler.js', dist));
tuneCompiler();

const questions = [];
for await (const line of createInterface({ input: createReadStream(record) })) {
  const { exchange } = JSON.parse(line);
  if (exchange !== undefined && exchange.question.server !== 'resolver') questions.push(exchange.question);
}

const source = networkSource({
  resolvers: [resolver],
  routes: new Map(routes),
  timeoutMs: 2000,
  retries: 2,
  rate: Number.POSITIVE_INFINITY,
  signal: new AbortController().signal,
});
const begun = performance.now();
const before = cpuUsage();
const left = questions.values();
const askSome = async () => {
  for (const question of left) await source.ask(question);
};
await Promise.all(Array.from({ length: 200 }, askSome));
const { user, system } = cpuUsage(before);
const wall = (performance.now() - begun) / 1000;
source.close();
process.stdout.write(JSON.stringify({ queries: source.sent, wall, cpu: (user + system) / 1e6 }));

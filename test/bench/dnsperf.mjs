/** Asks the same servers the same questions with dnsperf, the fastest possible client. */
import { spawnSync } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Questions by server address and transport, from a file of `check --save`. */
export async function questionsIn(record) {
  const questions = new Map();
  for await (const line of createInterface({ input: createReadStream(record) })) {
    const { exchange } = JSON.parse(line);
    if (exchange === undefined || exchange.question.server === 'resolver') continue;
    const { server, transport, name, type } = exchange.question;
    const key = `${server} ${transport}`;
    const list = questions.get(key) ?? [];
    // A transfer is refused with one message, like any other question over TCP; dnsperf cannot ask for one.
    list.push(`${name} ${type === 'AXFR' ? 'SOA' : type}`);
    questions.set(key, list);
  }
  return questions;
}

/** Queries per second for all questions, one server and transport after another. */
export function dnsperfRate(questions, routes, pin) {
  const directory = mkdtempSync(join(tmpdir(), 'rdns-bench-'));
  let [asked, took] = [0, 0];
  for (const [key, list] of questions) {
    const [server, transport] = key.split(' ');
    const route = routes.get(server);
    if (route === undefined) continue;
    const file = join(directory, 'questions');
    writeFileSync(file, `${list.join('\n')}\n`);
    const command = [
      'dnsperf',
      '-s',
      route.host,
      '-p',
      String(route.port),
      '-d',
      file,
      '-m',
      transport,
      '-l',
      '3',
      '-c',
      '1',
      '-T',
      '1',
    ];
    // Also ends a run that never reaches a server.
    const { stdout } = spawnSync('timeout', ['30', 'taskset', '-c', String(pin), ...command], {
      encoding: 'utf8',
    });
    const rate = Number(/Queries per second:\s+([\d.]+)/.exec(stdout)?.[1]);
    if (!(rate > 0)) throw new Error(`dnsperf did not measure ${key}: ${stdout}`);
    asked += list.length;
    took += list.length / rate;
  }
  rmSync(directory, { recursive: true });
  return asked / took;
}

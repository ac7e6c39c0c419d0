/** Runs in the namespace lab: measures the jobs of argv[2] and writes their costs as JSON. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { cost } from './measure.mjs';

const PROGRAM =
  process.env.RDNS_PROGRAM ?? fileURLToPath(new URL('../../bin/rdns-preflight.js', import.meta.url));
const { zones, jobs } = JSON.parse(process.argv[2]);
const manifest = JSON.parse(readFileSync(process.env.MANIFEST, 'utf8'));
const nservers = manifest.nserver.flatMap(([name, glue]) => ['--ns', [name, ...glue].join('/')]);

const COMMANDS = {
  /** This program, on all zones. */
  ours: ({ args = [] }) => [
    process.execPath,
    PROGRAM,
    'check',
    ...zones,
    ...nservers,
    '--resolver',
    '127.0.0.1:5353',
    ...args,
  ],
  /** The engine, one process per zone, a limited number at a time. */
  engine: ({ parallel = 1 }) => {
    const engine = [
      'zonemaster-cli',
      '--hints',
      manifest.hints,
      '--json',
      '--raw',
      '--level',
      'INFO',
      ...nservers,
    ];
    return [
      'sh',
      '-c',
      `printf '%s\\n' ${zones.join(' ')} | xargs -P ${parallel} -n 1 ${engine.join(' ')} > /dev/null`,
    ];
  },
};

const results = [];
for (const job of jobs) {
  const before = await received();
  const cpuBefore = lifetimeCpu();
  const { code, stderr, wall, cpu, rss } = await cost(COMMANDS[job.run](job));
  if (![0, 1].includes(code)) throw new Error(`${job.run} ended with ${code}: ${stderr}`);
  const labCpu = lifetimeCpu() - cpuBefore;
  const after = await received();
  const queries = sum(after) - sum(before);
  const busiest = Math.max(...Object.keys(after).map((at) => after[at] - (before[at] ?? 0)));
  results.push({ wall, cpu, rss, queries, busiest, labCpu });
}
process.stdout.write(JSON.stringify(results));

/** Queries the lab's servers have received, by address. */
async function received() {
  const file = `${process.env.MANIFEST}.count`;
  rmSync(file, { force: true });
  process.kill(Number(process.env.FAKENET_PID), 'SIGUSR1');
  while (!existsSync(file)) await delay(10);
  return JSON.parse(readFileSync(file, 'utf8'));
}

function sum(counts) {
  return Object.values(counts).reduce((all, count) => all + count, 0);
}

/** Seconds of CPU that the lab's servers, one process, have used. */
function lifetimeCpu() {
  const stat = readFileSync(`/proc/${process.env.FAKENET_PID}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(stat[11]) + Number(stat[12])) / 100;
}

/**
 * npm run bench [one] [allocation] [throughput] [limited]: prints tables in Markdown, each with the medians of
 * BENCH_RUNS (5) runs. It skips, and says so, measurements that need root or a missing program.
 *
 * one, allocation: in the namespace lab, this program and Debian's zonemaster-cli ask the same servers on the same
 * machine. The servers are one Python process (fakenet), whose CPU is also given: if it equals the wall clock time, the
 * lab is the limit. throughput, limited: on NSD and Knot DNS, real programs on loopback.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dnsperfRate, questionsIn } from './dnsperf.mjs';
import { inLab, labMissing } from './lab.mjs';
import { machine, medians, seconds, table, times } from './measure.mjs';
import { HOSTS, startServers } from './servers.mjs';

const RUNS = Number(process.env.BENCH_RUNS ?? 5);
const DIST = process.env.RDNS_DIST ?? new URL('../../dist/', import.meta.url).href;
const CHECK_WORKER = fileURLToPath(new URL('check-worker.mjs', import.meta.url));
const ASK_WORKER = fileURLToPath(new URL('ask-worker.mjs', import.meta.url));
const CLIENT_CORE = 0;
const SERVER_CORE = 1;

const PARTS = { one, allocation, throughput, limited };
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in PARTS));
if (unknown !== undefined)
  throw new Error(`unknown part ${unknown}; expected ${Object.keys(PARTS).join(', ')}`);
print(`${machine()}; medians of ${RUNS}\n`);
for (const [name, part] of Object.entries(PARTS)) {
  if (wanted.length === 0 || wanted.includes(name)) await part();
}

/** This many adjacent zones. */
function zonesFrom(second, third, count) {
  return Array.from({ length: count }, (_, i) => {
    const at = third + i;
    return `${at & 255}.${second + (at >> 8)}.185.in-addr.arpa`;
  });
}

function one() {
  const why = labMissing();
  if (why !== null) return print(`One zone: left out, ${why}\n`);
  const rows = [0, 20].flatMap((rtt) => {
    const jobs = [{ run: 'ours' }, { run: 'ours' }, { run: 'engine' }];
    const labs = Array.from({ length: RUNS }, () => inLab(zonesFrom(155, 16, 1), rtt, jobs));
    const [cold, warm, engine] = jobs.map((_, i) => medians(labs.map((results) => results[i])));
    const row = (name, { wall, cpu, queries }) => [
      `${rtt} ms`,
      name,
      seconds(wall),
      seconds(cpu),
      String(queries),
      times(engine.wall / wall),
      times(engine.cpu / cpu),
    ];
    return [
      row('rdns-preflight, the resolver knows nothing yet', cold),
      row('rdns-preflight, once more', warm),
      row('zonemaster-cli', engine),
    ];
  });
  print('### One zone, two servers with two addresses each: the whole process\n');
  print(table(['RTT', 'program', 'wall', 'CPU', 'queries', 'faster', 'less CPU'], rows));
}

function allocation() {
  const why = labMissing();
  if (why !== null) return print(`An allocation: left out, ${why}\n`);
  const rows = [0, 20].flatMap((rtt) => {
    const small = Array.from({ length: RUNS }, () =>
      inLab(zonesFrom(155, 16, 4), rtt, [{ run: 'ours' }, { run: 'engine', parallel: 2 }]),
    );
    const large = Array.from({ length: RUNS }, () =>
      inLab(zonesFrom(155, 0, 128), rtt, [{ run: 'ours' }, { run: 'ours', args: ['--rate', '0'] }]),
    );
    const [ours4, engine4] = [0, 1].map((i) => medians(small.map((results) => results[i])));
    const [ours128, unbound128] = [0, 1].map((i) => medians(large.map((results) => results[i])));
    const engine128 = { wall: engine4.wall * 32, cpu: engine4.cpu * 32, queries: engine4.queries * 32 };
    const row = (zones, name, { wall, cpu, queries, labCpu, busiest, rss }, engine) => [
      `${rtt} ms`,
      zones,
      name,
      seconds(wall),
      seconds(cpu),
      String(queries),
      rss === undefined ? '' : `${Math.round(rss)} MB`,
      times(engine.wall / wall),
      times(engine.cpu / cpu),
      labCpu === undefined ? '' : seconds(labCpu),
      // The first 100 messages, a burst, are free.
      name.includes('500/s') ? seconds(Math.max(0, busiest - 100) / 500) : '',
    ];
    return [
      row('/22', 'rdns-preflight, 500/s', ours4, engine4),
      row('/22', 'zonemaster-cli, 2 at a time', engine4, engine4),
      row('/17', 'rdns-preflight, 500/s', ours128, engine128),
      row('/17', 'rdns-preflight, --rate 0', unbound128, engine128),
      row('/17', 'zonemaster-cli, 2 at a time (computed)', engine128, engine128),
    ];
  });
  print('### An allocation\n');
  const head = [
    'RTT',
    'prefix',
    'program',
    'wall',
    'CPU',
    'queries',
    'memory',
    'faster',
    'less CPU',
    'CPU of the lab',
    'the rate alone',
  ];
  print(table(head, rows));
}

async function throughput() {
  const why = programsMissing(['nsd', 'knotd', 'unbound'], ['dnsperf', 'taskset']);
  if (why !== null) return print(`Throughput: left out, ${why}\n`);
  const directory = mkdtempSync(join(tmpdir(), 'rdns-bench-'));
  const rows = [];
  for (const count of [1024, 4096]) {
    const zones = zonesFrom(150, 0, count);
    const servers = await startServers(zones, { core: SERVER_CORE });
    try {
      const record = join(directory, 'record');
      checkOn(servers, zones, { save: record });
      const questions = await questionsIn(record);
      const routes = new Map(servers.routes);
      const runs = Array.from({ length: RUNS }, () => ({
        ours: checkOn(servers, zones, { pin: CLIENT_CORE }),
        unpinned: checkOn(servers, zones),
        asking: worker(ASK_WORKER, { dist: DIST, record, ...servers }, CLIENT_CORE),
        dnsperf: { rate: dnsperfRate(questions, routes, CLIENT_CORE) },
      }));
      const of = (client) => medians(runs.map((run) => run[client]));
      const limit = of('dnsperf').rate;
      const row = (name, { wall, cpu, queries, rss }) => [
        String(count),
        name,
        seconds(wall),
        String(Math.round(queries / wall)),
        micros(cpu / queries),
        rss === undefined ? '' : `${Math.round(rss)} MB`,
        percent(queries / wall / limit),
      ];
      rows.push(row('rdns-preflight check', of('ours')));
      rows.push(row('the same on any core', of('unpinned')));
      rows.push(row('asking alone, no plan and no checks', of('asking')));
      rows.push([String(count), 'dnsperf', '', String(Math.round(limit)), '', '', '']);
    } finally {
      await servers.stop();
    }
  }
  rmSync(directory, { recursive: true });
  print(
    '### NSD and Knot DNS on loopback, rate unlimited; the client on one core with all its threads, the servers on the other\n',
  );
  print(table(['zones', 'client', 'wall', 'queries/s', 'CPU/query', 'memory', 'of dnsperf'], rows));
}

async function limited() {
  const why = programsMissing(['nsd', 'knotd', 'unbound'], []);
  if (why !== null) return print(`Rate limits: left out, ${why}\n`);
  const zones = zonesFrom(155, 0, 128);
  const rows = [];
  for (const rateLimit of [200, 2]) {
    const servers = await startServers(zones, { rateLimit });
    const directory = mkdtempSync(join(tmpdir(), 'rdns-bench-'));
    try {
      const record = join(directory, 'record');
      const { code, wall, queries } = checkOn(servers, zones, { save: record, rate: 500 });
      const { again, lost } = attemptsIn(record);
      rows.push([
        `${rateLimit}/s`,
        seconds(wall),
        String(queries),
        String(again),
        String(lost),
        code === 0 ? 'accept' : `exit code ${code}`,
      ]);
    } finally {
      rmSync(directory, { recursive: true });
      await servers.stop();
    }
  }
  print('### 128 zones on NSD and Knot DNS with their own response rate limiting (one run each)\n');
  print(table(['limit', 'wall', 'queries', 'dropped or truncated', 'lost', 'verdict'], rows));
}

/** One run in a process of its own. */
function checkOn({ resolver, routes }, targets, { save = null, rate = 0, pin = null } = {}) {
  const nservers = Object.values(HOSTS).map(({ name }) => name);
  return worker(CHECK_WORKER, { dist: DIST, targets, nservers, resolver, routes, rate, save }, pin);
}

/** `pin`: the core to run on, with all threads; null: any. */
function worker(file, work, pin) {
  const command = [process.execPath, file, JSON.stringify(work)];
  const [program, ...args] = pin === null ? command : ['taskset', '-c', String(pin), ...command];
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${file} failed: ${stderr}`);
  return JSON.parse(stdout);
}

/** Attempts without an acceptable answer, and questions that got none at all. */
function attemptsIn(record) {
  const exchanges = readFileSync(record, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{"exchange"'))
    .map((line) => JSON.parse(line).exchange);
  const again = exchanges.flatMap(({ attempts }) => attempts).filter(({ end }) => end !== 'answered');
  return { again: again.length, lost: exchanges.filter(({ outcome }) => outcome.kind !== 'answered').length };
}

function programsMissing(servers, clients) {
  const paths = [...servers.map((name) => `/usr/sbin/${name}`), ...clients.map((name) => `/usr/bin/${name}`)];
  const missing = paths.filter((path) => !existsSync(path));
  return missing.length === 0 ? null : `${missing.join(', ')} not installed`;
}

function print(text) {
  process.stdout.write(`${text}\n`);
}

function micros(seconds) {
  return `${Math.round(seconds * 1e6)} µs`;
}

function percent(share) {
  return `${(share * 100).toFixed(1)} %`;
}

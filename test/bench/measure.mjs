/** The cost of a command, a description of this machine, and tables. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';

/** Runs a command to its end. Returns its wall clock and CPU seconds, with all its children, and its peak memory in MB. */
export async function cost(command, { env = process.env } = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'rdns-bench-'));
  const file = join(directory, 'time');
  const args = ['-q', '-o', file, '-f', '%e %U %S %M', ...command];
  const child = spawn('/usr/bin/time', args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  const [wall, user, system, rss] = readFileSync(file, 'utf8').trim().split(' ').map(Number);
  rmSync(directory, { recursive: true });
  return { code, stdout, stderr, wall, cpu: user + system, rss: rss / 1024 };
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median of each number in the results, key by key. */
export function medians(results) {
  const keys = Object.keys(results[0]).filter((key) => typeof results[0][key] === 'number');
  return Object.fromEntries(keys.map((key) => [key, median(results.map((result) => result[key]))]));
}

export function machine() {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${first.model.trim()}, ${memory} GB, Node.js ${process.versions.node}`;
}

export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
}

export const seconds = (number) => `${number.toFixed(number < 10 ? 2 : 0)} s`;
export const times = (number) => `${number < 10 ? number.toFixed(1) : Math.round(number)}×`;

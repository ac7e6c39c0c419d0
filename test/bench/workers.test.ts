/** The benchmark's workers import built files; only this test notices if one has moved. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startTestLab } from '../support/lab.js';
import { expectFreshBuild, temporaryDirectory } from '../support/rdns.js';
import { allocation, ZONES } from '../whole/scale/allocation.js';

const DIST = new URL('../../dist/', import.meta.url).href;

async function work(file: string, how: object) {
  const worker = fileURLToPath(new URL(file, import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [worker, JSON.stringify(how)]);
  return JSON.parse(stdout);
}

test('a check, and its questions asked once more', async () => {
  expectFreshBuild();
  const { resolver, routes } = await startTestLab(allocation(2));
  const record = join(temporaryDirectory(), 'record');
  const servers = { dist: DIST, resolver, routes: [...routes] };
  const nservers = ['ns1.example.net', 'ns2.example.org'];
  const checked = await work('check-worker.mjs', { ...servers, targets: ZONES(2), nservers, save: record });
  expect(checked).toMatchObject({ code: 0, queries: expect.any(Number), cpu: expect.any(Number) });
  const asked = await work('ask-worker.mjs', { ...servers, record });
  expect(asked.queries).toBeGreaterThan(checked.queries / 2);
});

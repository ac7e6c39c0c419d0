/** How the built program reaches the database. */
import { once } from 'node:events';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { selfSigned } from '../database/self-signed.js';
import { object } from '../rpsl/rules/describe-rule.js';
import { rdns } from '../support/rdns.js';
import { readReport, temporaryFile } from '../support/run-main.js';

const NO_ENTRIES = JSON.stringify({
  errormessages: { errormessage: [{ severity: 'Error', text: 'ERROR:101: no entries found' }] },
});

describe('over TLS', () => {
  test.each([
    [true, 'RIPE_DB_NO_ADDRESS_SPACE'],
    [false, 'RIPE_DB_UNKNOWN'],
  ])('the database is asked if its certificate is trusted: %j', async (isTrusted, tag) => {
    const { key, cert } = selfSigned();
    const asked: string[] = [];
    const server = https.createServer({ key, cert }, ({ url = '' }, response) => {
      asked.push(url);
      response.writeHead(404).end(NO_ENTRIES);
    });
    server.listen(0, 'localhost');
    await once(server, 'listening');
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    const args = ['db', '10.155.16.0/24', '--base-url', `https://localhost:${port}`, '--format', 'json'];
    const trusted = { NODE_EXTRA_CA_CERTS: temporaryFile(cert, 'ca.pem') };
    const { stdout } = await rdns(args, { env: isTrusted ? trusted : {} });
    expect(readReport(stdout).zones[0]?.findings.map((finding) => finding.tag)).toEqual([tag]);
    expect(asked).toHaveLength(isTrusted ? 3 : 0);
  });
});

describe('the HTTP library takes longer to load than all else', () => {
  const objects = object({});
  const nowhere = ['--base-url', 'http://127.0.0.1:1'];
  const asking = ['--resolver', '127.0.0.1:1', '--timeout', '1', '--retries', '0'];

  test.each([
    [['--version'], false],
    [['zones', '10.0.0.0/24'], false],
    [['explain'], false],
    [['lint', 'FILE'], false],
    [['check', '10.0.0.0/24', ...asking], false],
    [['check', '-f', 'FILE', ...asking], false],
    [['check', '10.0.0.0/24', '--db', ...nowhere, ...asking], true],
    [['db', '10.0.0.0/24', ...nowhere], true],
  ])('%j loads it: %j', async (args, isLoaded) => {
    const file = temporaryFile(objects);
    const words = args.map((word) => (word === 'FILE' ? file : word));
    const { stderr } = await rdns(words, { env: { NODE_DEBUG: 'module' } });
    expect(stderr.includes('/node_modules/undici/')).toBe(isLoaded);
  });
});

import { check } from '../../src/cli/commands/check.js';
import type { Reporting } from '../../src/cli/output.js';
import { sinkToFile } from '../../src/cli/terminal.js';
import type { Address } from '../../src/dns/address.js';
import type { Endpoint } from '../../src/net/transport.js';
import type { ZoneTarget } from '../../src/target/target.js';

/** The routes to servers that do not have their public addresses. */
export interface Reached {
  readonly resolver: Endpoint;
  readonly routes: ReadonlyMap<Address, Endpoint>;
}

/** A run like `check --save FILE`, but with routes, which the command line does not offer. */
export async function checkAndSave(
  file: string,
  targets: readonly ZoneTarget[],
  { resolver, routes }: Reached,
  how: Partial<Reporting> = {},
): Promise<{ readonly code: number; readonly stdout: string }> {
  let stdout = '';
  const sink = {
    write: async (text: string) => {
      stdout += text;
    },
    end: async () => {},
    discard: async () => {},
  };
  const code = await check(
    targets,
    {
      families: { ipv4: true, ipv6: true },
      resolvers: [resolver],
      routes,
      timeoutMs: 2000,
      retries: 1,
      rate: Number.POSITIVE_INFINITY,
      signal: new AbortController().signal,
    },
    { profile: 'documented', sink, format: 'text', failOn: 'ERROR', verbose: false, color: false, ...how },
    { record: await sinkToFile(file) },
  );
  return { code, stdout };
}

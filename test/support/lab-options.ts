import type { RunOptions } from '../../src/run.js';
import { startTestLab } from './lab.js';

/** Options for asking the servers of a scenario. */
export async function labOptions(scenario: Parameters<typeof startTestLab>[0]): Promise<RunOptions> {
  const lab = await startTestLab(scenario);
  return {
    families: { ipv4: true, ipv6: true },
    resolvers: [lab.resolver],
    routes: lab.routes,
    timeoutMs: 300,
    retries: 1,
    rate: Number.POSITIVE_INFINITY,
    signal: new AbortController().signal,
  };
}

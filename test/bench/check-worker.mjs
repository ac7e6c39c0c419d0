/**
 * A process of its own that checks zones like the command line, but with a route table. Reads its job as JSON from
 * argv[2], writes the cost as JSON to stdout.
 */
import { createWriteStream } from 'node:fs';
import { cpuUsage, resourceUsage } from 'node:process';

const {
  dist,
  targets,
  nservers,
  resolver,
  routes,
  rate = 0,
  output = '/dev/null',
  save = null,
} = JSON.parse(process.argv[2]);
const from = (path) => import(new URL(path, dist));
const { check } = await from('cli/commands/check.js');
const { sinkTo } = await from('cli/terminal.js');
const { zoneTargets, parseNserver } = await from('target/input.js');
const { tuneCompiler } = await from('cli/compiler.js');
tuneCompiler();

let queries = 0;
const begun = performance.now();
const before = cpuUsage();
const code = await check(
  zoneTargets(targets, nservers.map(parseNserver), []),
  {
    families: { ipv4: true, ipv6: false },
    resolvers: [resolver],
    routes: new Map(routes),
    timeoutMs: 2000,
    retries: 2,
    rate: rate === 0 ? Number.POSITIVE_INFINITY : rate,
    signal: new AbortController().signal,
  },
  {
    profile: 'documented',
    sink: sinkTo(createWriteStream(output)),
    format: 'text',
    failOn: 'ERROR',
    verbose: false,
    color: false,
  },
  {
    record: save === null ? null : sinkTo(createWriteStream(save)),
    progress: {
      update: (at) => {
        queries = at.queries;
      },
      found: () => {},
      end: () => {},
    },
  },
);
const { user, system } = cpuUsage(before);
process.stdout.write(
  JSON.stringify({
    code,
    queries,
    wall: (performance.now() - begun) / 1000,
    cpu: (user + system) / 1e6,
    rss: resourceUsage().maxRSS / 1024,
  }),
);

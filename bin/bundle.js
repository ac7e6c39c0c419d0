/**
 * Bundles the command line into a few files in dist/bundle, at the end of `npm run build`. Node needs about a
 * millisecond for each file that it loads, and yargs alone has forty. Each command has a chunk of its own, loaded when
 * it runs.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
const BUNDLE = `${DIST}bundle/`;

/** Lets a module of ours find the files beside it, whichever chunk it is in. */
const ownUrls = {
  name: 'own-urls',
  transform(code, id) {
    if (!id.startsWith(DIST)) return null;
    const own = `new URL(${JSON.stringify(relative(BUNDLE, id))}, import.meta.url).href`;
    return code.replaceAll('import.meta.url', own);
  },
};

const bundle = await rolldown({
  input: `${DIST}cli/start.js`,
  platform: 'node',
  // HTTP and TLS stay outside so that npm can update them; few commands load them.
  external: ['undici'],
  plugins: [ownUrls],
  // One command may load at once a module that another loads later.
  checks: { ineffectiveDynamicImport: false },
});
const { output } = await bundle.write({ dir: BUNDLE, chunkFileNames: '[name]-[hash].js' });

/** The bundle distributes these packages, so it must have their licences. */
const packages = new Set(
  output
    .flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
    .flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+\//.exec(id) ?? []),
);
const licences = [...packages].sort().map((directory) => {
  const { name, version } = JSON.parse(readFileSync(`${directory}package.json`, 'utf8'));
  const file = readdirSync(directory).find((each) => /^licen[cs]e/i.test(each));
  if (file === undefined) throw new Error(`${name} has no licence`);
  return `${name} ${version}\n\n${readFileSync(directory + file, 'utf8').trim()}\n`;
});
writeFileSync(`${BUNDLE}LICENSES.txt`, licences.join(`\n${'-'.repeat(80)}\n\n`));

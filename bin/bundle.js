/**
 * Puts the command line into a few files in dist/bundle, at the end of `npm run build`. Node takes about a millisecond
 * for each file that it loads, and there are forty in yargs alone. Each command has a chunk of its own, loaded when it
 * runs.
 */
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
const BUNDLE = `${DIST}bundle/`;

/** A module of ours finds the files beside it, whatever chunk it gets into. */
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
  // HTTP and TLS come from where npm can put a repaired one; few commands load them.
  external: ['undici'],
  plugins: [ownUrls],
  // What one command loads at once, another may load later.
  checks: { ineffectiveDynamicImport: false },
});
await bundle.write({ dir: BUNDLE, chunkFileNames: '[name]-[hash].js' });

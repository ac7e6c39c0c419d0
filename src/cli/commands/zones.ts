import type { ReverseZone } from '../../prefix/zone.js';
import { zonesOfPrefix } from '../../target/input.js';
import { EXIT } from '../exit.js';
import type { Terminal } from '../terminal.js';

export interface ZonesArguments {
  readonly prefix: readonly string[];
  readonly format: 'text' | 'json';
}

export async function zones(args: ZonesArguments, terminal: Terminal): Promise<number> {
  const all = args.prefix.flatMap(zonesOfPrefix);
  const text = args.format === 'json' ? json(all) : all.map(({ zone }) => `${zone}.\n`).join('');
  terminal.stdout.write(text);
  return EXIT.accept;
}

function json(zones: readonly ReverseZone[]): string {
  return `${JSON.stringify(
    zones.map(({ zone, prefix, parent }) => ({ zone, prefix, parent })),
    null,
    2,
  )}\n`;
}

import { PrefixError, parsePrefix } from '../prefix/prefix.js';
import { type ReverseZone, zonesOf } from '../prefix/zone.js';
import { EXIT } from './exit.js';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage.js';
import { quote } from './values.js';

export interface ZonesArguments {
  readonly prefix: readonly string[];
  readonly format: 'text' | 'json';
}

export async function zones(args: ZonesArguments, terminal: Terminal): Promise<number> {
  const all = args.prefix.flatMap(zonesOfText);
  const text = args.format === 'json' ? json(all) : all.map(({ zone }) => `${zone}.\n`).join('');
  terminal.stdout.write(text);
  return EXIT.accept;
}

function zonesOfText(text: string): ReverseZone[] {
  const prefix = parsePrefix(text);
  if (prefix instanceof PrefixError) throw new UsageError(`${quote(text)}: ${prefix.reason}`);
  return zonesOf(prefix);
}

function json(zones: readonly ReverseZone[]): string {
  return `${JSON.stringify(
    zones.map(({ zone, prefix, parent }) => ({ zone, prefix, parent })),
    null,
    2,
  )}\n`;
}

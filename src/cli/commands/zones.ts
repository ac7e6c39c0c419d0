import type { Argv } from 'yargs';
import { formatPrefix } from '../../prefix/prefix.js';
import type { ReverseZone } from '../../prefix/zone.js';
import { zonesOfPrefix } from '../../target/input.js';
import { EXIT } from '../exit.js';
import { oneOf } from '../options.js';
import type { Terminal } from '../terminal.js';
import { VALUE_FORMATS } from '../value-formats.js';
import type { ArgumentsOf } from '../yargs.js';

export const options = (command: Argv) =>
  command
    .positional('prefix', {
      type: 'string',
      array: true,
      demandOption: true,
      describe: 'CIDR, or a range a - b',
    })
    .option('format', oneOf(VALUE_FORMATS, { default: 'text', describe: 'output format' }))
    .example('$0 zones 10.155.16.0/22 2001:db8::/29', '');

export async function run(args: ArgumentsOf<typeof options>, terminal: Terminal): Promise<number> {
  const zones = args.prefix
    .flatMap(zonesOfPrefix)
    .map(({ zone, block, parent }) => ({ zone, prefix: formatPrefix(block), parent }));
  terminal.stdout.write(VALUE_FORMATS[args.format](zones, namesOf));
  return EXIT.accept;
}

function namesOf(zones: readonly Pick<ReverseZone, 'zone'>[]): string {
  return zones.map(({ zone }) => `${zone}.\n`).join('');
}

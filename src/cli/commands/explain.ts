import type { Argv } from 'yargs';
import {
  explainAll,
  explain as explanationOf,
  explanationText,
  suggestTags,
  tagTable,
} from '../../report/explain.js';
import { InputError, quote } from '../../target/input.js';
import { EXIT } from '../exit.js';
import { oneOf } from '../options.js';
import { type Terminal, wantsColor } from '../terminal.js';
import { VALUE_FORMATS } from '../value-formats.js';
import type { ArgumentsOf } from '../yargs.js';

export const options = (command: Argv) =>
  command
    .positional('tag', { type: 'string', describe: 'a message tag (default: list all)' })
    .option('format', oneOf(VALUE_FORMATS, { default: 'text', describe: 'output format' }))
    .example('$0 explain MULTIPLE_SOA_SERIALS', '');

export async function run(args: ArgumentsOf<typeof options>, terminal: Terminal): Promise<number> {
  const format = VALUE_FORMATS[args.format];
  const color = wantsColor(terminal);
  const text =
    args.tag === undefined
      ? format(explainAll(), (all) => tagTable(all, { color }))
      : format(explanationFor(args.tag), (one) => explanationText(one, { color }));
  terminal.stdout.write(text);
  return EXIT.accept;
}

function explanationFor(tag: string) {
  const explanation = explanationOf(tag);
  if (explanation !== null) return explanation;
  const near = suggestTags(tag);
  const suggestions = near.length === 0 ? '' : `; did you mean ${near.join(', ')}?`;
  throw new InputError(`unknown tag: ${quote(tag)}${suggestions}`);
}

import {
  explainAll,
  explain as explanationOf,
  explanationText,
  suggestTags,
  tagTable,
} from '../../report/explain.js';
import { InputError, quote } from '../../target/input.js';
import { EXIT } from '../exit.js';
import { type Terminal, wantsColor } from '../terminal.js';

export interface ExplainArguments {
  readonly tag: string | undefined;
  readonly format: 'text' | 'json';
}

export async function explain(args: ExplainArguments, terminal: Terminal): Promise<number> {
  const color = wantsColor(terminal);
  if (args.tag === undefined) {
    const all = explainAll();
    terminal.stdout.write(args.format === 'json' ? json(all) : tagTable(all, { color }));
    return EXIT.accept;
  }
  const explanation = explanationOf(args.tag);
  if (explanation === null)
    throw new InputError(`there is no message ${quote(args.tag)}${suggestions(args.tag)}`);
  terminal.stdout.write(args.format === 'json' ? json(explanation) : explanationText(explanation, { color }));
  return EXIT.accept;
}

function suggestions(tag: string): string {
  const near = suggestTags(tag);
  return near.length === 0 ? '' : `; there is ${near.join(', ')}`;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

import { type Entry, linesOf } from './entry.js';

/** Targets one to a line, each followed by its name servers; `#` starts a comment. */
export function* readLines(text: string): Generator<Entry> {
  let line = 0;
  for (const whole of linesOf(text)) {
    line += 1;
    const words = whole.replace(/#.*/, '').split(/\s+/).filter(Boolean);
    const [first, dash, last = ''] = words;
    if (first === undefined) continue;
    const range = dash === '-';
    yield {
      line,
      target: range ? `${first} - ${last}` : first,
      nservers: words.slice(range ? 3 : 1),
      ds: [],
    };
  }
}

import type { Level } from '../finding/level.js';
import { type RegisteredTag, TAGS } from '../judge/catalogue.js';
import { documentedLevel } from '../judge/profile.js';
import { AUTHORITIES } from './authorities.js';
import { lead, wrap } from './layout.js';
import { painter } from './paint.js';

/** Everything about a message, as plain JSON data. */
export interface Explanation {
  readonly tag: string;
  readonly testCases: readonly string[];
  /** `engine` is null for a message that RIPE's engine does not have. */
  readonly levels: { readonly documented: Level; readonly engine: Level | null };
  /** {placeholders} stand for the facts of a finding. */
  readonly message: string;
  readonly meaning: string;
  /** Null if nothing is wrong. */
  readonly fix: string | null;
  readonly source: string;
}

type Tags = ReadonlyMap<string, RegisteredTag>;

/** The explanation of a tag in any letter case; null if the tag is unknown. */
export function explain(tag: string, tags: Tags = TAGS): Explanation | null {
  const registered = tags.get(tag.toUpperCase());
  return registered === undefined ? null : explanation(registered);
}

/** The explanations of all tags, in alphabetical order. */
export function explainAll(tags: Tags = TAGS): Explanation[] {
  return [...tags.values()].map(explanation);
}

function explanation(tag: RegisteredTag): Explanation {
  return {
    tag: tag.tag,
    testCases: tag.testCases,
    levels: { documented: documentedLevel(tag), engine: tag.engine },
    message: tag.message,
    meaning: tag.meaning,
    fix: tag.fix,
    source: tag.source,
  };
}

const SUGGESTIONS = 8;
/** Longer than any tag: the rest of the text would only cost time. */
const MAX_TAG = 80;

/** Suggests tags: those of a test case if the text names one, otherwise the nearest, best first. */
export function suggestTags(text: string, tags: Tags = TAGS): string[] {
  const wanted = text.trim().slice(0, MAX_TAG).toUpperCase();
  const all = [...tags.values()];
  const ofCase = all.filter(({ testCases }) => testCases.some((each) => each.toUpperCase() === wanted));
  if (ofCase.length > 0) return ofCase.map(({ tag }) => tag);
  return all
    .map(({ tag }) => ({ tag, far: distance(wanted, tag) }))
    .filter(
      ({ tag, far }) => far <= Math.max(2, wanted.length / 4) || (wanted.length >= 3 && tag.includes(wanted)),
    )
    .sort((a, b) => a.far - b.far)
    .slice(0, SUGGESTIONS)
    .map(({ tag }) => tag);
}

/** The least number of characters to insert, delete or replace (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, c] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j += 1) {
      const [left = 0, up = 0, diagonal = 0] = [next[j], row[j + 1], row[j]];
      next.push(Math.min(left + 1, up + 1, diagonal + (c === b[j] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The explanation as text for a terminal. */
export function explanationText(explanation: Explanation, { color = false } = {}): string {
  const paint = painter(color);
  const { tag, testCases, levels, message, meaning, fix, source } = explanation;
  const level = ({ profile, name }: (typeof AUTHORITIES)[number]) => {
    const given = levels[profile];
    return given === null ? "RIPE's engine does not test it" : `${name}: ${given}`;
  };
  const part = (label: string, text: string) => lead(label.padEnd(10), text, paint.strong);
  const lines = [
    ...lead(tag, `, ${testCases.join(', ')}`, paint.strong),
    '',
    ...wrap(message, { first: '  ' }),
    '',
    ...part('meaning', meaning),
    ...part('fix', fix ?? 'nothing'),
    ...part('levels', AUTHORITIES.map(level).join('; ')),
    ...part('source', source),
  ];
  return `${lines.join('\n')}\n`;
}

/** All tags: both levels and the test cases in a line, the message below it. */
export function tagTable(explanations: readonly Explanation[], { color = false } = {}): string {
  const paint = painter(color);
  const row = (tag: string, documented: string, engine: string, testCases: string) =>
    lead(
      tag,
      `${' '.repeat(Math.max(0, 40 - tag.length))}  ${documented.padEnd(10)}  ${engine.padEnd(8)}  ${testCases}`,
      paint.strong,
      { rest: ' '.repeat(64) },
    );
  const lines = explanations.flatMap(({ tag, testCases, levels, message }) => [
    ...row(tag, levels.documented, levels.engine ?? '-', testCases.join(' ')),
    ...wrap(message, { first: '    ' }),
  ]);
  return `${[...row('tag', 'documented', 'engine', 'test case'), ...lines].join('\n')}\n`;
}

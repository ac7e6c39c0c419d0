import { quote } from '../input.js';
import { type Entry, LineError, linesOf } from './entry.js';

const KEYS = ['target', 'nservers', 'ds'];

/**
 * One JSON object to a line: `{"target": "...", "nservers": ["..."], "ds": ["..."]}`; lines that begin with `#` are
 * comments. Throws LineError.
 */
export function* readJsonLines(text: string): Generator<Entry> {
  let line = 0;
  for (const json of linesOf(text)) {
    line += 1;
    if (/^\s*[^\s#]/.test(json)) yield readObject(json, line);
  }
}

function readObject(json: string, line: number): Entry {
  const object = parse(json, line);
  const unknown = Object.keys(object).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) {
    throw new LineError(line, `unknown key ${quote(unknown)}; expected ${KEYS.join(', ')}`);
  }
  const { target, nservers = [], ds = [] } = object;
  if (typeof target !== 'string') throw new LineError(line, 'target: expected a string');
  if (!isTexts(nservers)) throw new LineError(line, 'nservers: expected a list of strings');
  if (!isTexts(ds)) throw new LineError(line, 'ds: expected a list of strings');
  return { line, target, nservers, ds };
}

function parse(json: string, line: number): Readonly<Record<string, unknown>> {
  const object = parseJson(json, line);
  if (isObject(object)) return object;
  throw new LineError(line, 'expected a JSON object on one line');
}

function parseJson(json: string, line: number): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new LineError(line, 'expected a JSON object on one line');
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

import { type DsData, formatDs } from '../../dns/ds.js';
import { InputError, parseDs, parseNserver, quote, zonesMeant } from '../input.js';
import { mergeNservers, type Nserver, type ZoneTarget } from '../target.js';
import { readCsv } from './csv.js';
import { type Entry, LineError } from './entry.js';
import { readJsonLines } from './json-lines.js';
import { readLines } from './lines.js';

/** The delegation of entries that give none themselves. */
export interface Otherwise {
  readonly nservers: readonly Nserver[];
  readonly ds: readonly DsData[];
}

/**
 * The zones of a list of targets, in its order, each once. The first line shows whether it is JSON lines, CSV or plain
 * lines. Throws InputError that names the file and the line.
 */
export function readTargetList(bytes: Uint8Array, file: string, otherwise: Otherwise): ZoneTarget[] {
  try {
    return targetsOf(entriesOf(decode(bytes)), otherwise);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const place = error instanceof LineError ? `:${error.line}` : '';
    throw new InputError(`${safeName(file)}${place}: ${error.message}`);
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError('expected text in UTF-8');
  }
}

function entriesOf(text: string): Generator<Entry> {
  const first = /^(?!\s*(#|$)).+/m.exec(text)?.[0].trim() ?? '';
  if (/^[{[]/.test(first)) return readJsonLines(text);
  // In a plain line, a comma occurs only between addresses after the target, and a semicolon never.
  const [isCsv, separator] =
    /^(?:"[^"]*"|[^\s,;]*(?:\s*-\s*[^\s,;]*)?)\s*([,;])|^"|^target$/i.exec(first) ?? [];
  if (isCsv === undefined) return readLines(text);
  return readCsv(text, separator === ';' ? ';' : ',');
}

function targetsOf(entries: Iterable<Entry>, otherwise: Otherwise): ZoneTarget[] {
  const known = new Map<string, { readonly target: ZoneTarget; readonly line: number }>();
  const reader = new DelegationReader(otherwise);
  for (const entry of entries) {
    for (const target of zonesOf(entry, reader)) {
      const before = known.get(target.zone);
      if (before === undefined) known.set(target.zone, { target, line: entry.line });
      else if (!sameDelegation(before.target, target)) {
        const reason = `${target.zone} has another delegation in line ${before.line}`;
        throw new LineError(entry.line, reason);
      }
    }
  }
  if (known.size === 0) throw new InputError('it has no target');
  return [...known.values()].map(({ target }) => target);
}

function zonesOf(entry: Entry, reader: DelegationReader): ZoneTarget[] {
  try {
    const zones = zonesMeant(entry.target);
    const delegation = reader.read(entry);
    return zones.map(({ zone, block }) => ({ zone, block, ...delegation }));
  } catch (error) {
    throw error instanceof InputError ? new LineError(entry.line, error.message) : error;
  }
}

/** Reads the delegation of an entry. Entries with the same text share the result. */
class DelegationReader {
  readonly #otherwise: Otherwise;
  readonly #nservers = new Map<string, readonly Nserver[]>();

  constructor({ nservers, ds }: Otherwise) {
    this.#otherwise = { nservers: mergeNservers(nservers), ds };
  }

  read({ nservers, ds }: Entry): Otherwise {
    return {
      nservers: nservers.length === 0 ? this.#otherwise.nservers : this.#readNservers(nservers),
      ds: ds.length === 0 ? this.#otherwise.ds : ds.map(parseDs),
    };
  }

  #readNservers(texts: readonly string[]): readonly Nserver[] {
    const key = texts.join(' ');
    const known = this.#nservers.get(key);
    if (known !== undefined) return known;
    const read = mergeNservers(texts.map(parseNserver));
    this.#nservers.set(key, read);
    return read;
  }
}

/** Ignores the order. */
function sameDelegation(a: ZoneTarget, b: ZoneTarget): boolean {
  const listed = ({ nservers, ds }: ZoneTarget) => [
    nservers.map(({ name, glue }) => JSON.stringify([name, [...glue].sort()])).sort(),
    ds.map(formatDs).sort(),
  ];
  return (
    (a.nservers === b.nservers && a.ds === b.ds) || JSON.stringify(listed(a)) === JSON.stringify(listed(b))
  );
}

/** As compilers write it, so that editors find the place; quoted if it is not safe to print. */
function safeName(file: string): string {
  return /^[ -~]+$/.test(file) ? file : quote(file);
}

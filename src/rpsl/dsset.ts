import { type DsData, DsError, parseDs } from '../dns/ds.js';
import { fold, type Name, NameError, parseName } from '../dns/name.js';

/** Why a file is not a list of DS records. */
export class DssetError {
  /** From 1. */
  readonly line: number;
  /** One clause. */
  readonly reason: string;
  constructor(line: number, reason: string) {
    this.line = line;
    this.reason = reason;
  }
}

/** One record as text; parentheses may spread it over several lines. */
interface RecordText {
  readonly text: string;
  readonly line: number;
}

/**
 * Reads DS records in the format of zone files (RFC 1035 section 5.1), as signers write them: BIND's dsset files, and
 * the output of ldns-key2ds and Knot's keymgr. Returns the DS data by owner, in lower case. Names are complete, with
 * or without the final dot.
 */
export function parseDsset(content: string): ReadonlyMap<Name, readonly DsData[]> | DssetError {
  const byOwner = new Map<Name, DsData[]>();
  let owner: Name | null = null;
  for (const { text, line } of recordsOf(content)) {
    if (isOpen(text)) return new DssetError(line, 'its parenthesis is not closed');
    const [, ownerText = '', rdata] =
      /^(\S*)\s+(?:(?:\d[\dsmhdw]*|IN)\s+){0,2}DS\s+(.*)$/is.exec(text.trimEnd()) ?? [];
    if (rdata === undefined) return new DssetError(line, 'it is not a DS record');
    if (ownerText !== '') {
      const name = parseName(ownerText);
      if (name instanceof NameError) return new DssetError(line, name.reason);
      owner = fold(name);
    }
    if (owner === null) return new DssetError(line, 'the first record has no owner');
    const ds = parseDs(rdata);
    if (ds instanceof DsError) return new DssetError(line, ds.reason);
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), ds]);
  }
  return byOwner;
}

/** The records without comments and parentheses; a last one that is not closed keeps its parenthesis. */
function recordsOf(content: string): RecordText[] {
  const records: RecordText[] = [];
  let open: RecordText | null = null;
  for (const [i, written] of content.split(/\r?\n/).entries()) {
    const text = written.replace(/;.*/, '');
    const record: RecordText =
      open === null ? { text, line: i + 1 } : { ...open, text: `${open.text} ${text}` };
    if (isOpen(record.text)) open = record;
    else {
      open = null;
      if (record.text.trim() !== '') records.push({ ...record, text: record.text.replaceAll(/[()]/g, ' ') });
    }
  }
  return open === null ? records : [...records, open];
}

function isOpen(text: string): boolean {
  return text.lastIndexOf('(') > text.lastIndexOf(')');
}

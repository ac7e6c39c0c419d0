import { CsvError, parse } from 'csv-parse/sync';
import { quote } from '../input.js';
import { type Entry, LineError } from './entry.js';

const COLUMNS = ['target', 'nservers', 'ds'] as const;
type Column = (typeof COLUMNS)[number];

const IN_ONE = '; name servers share one column, separated by spaces or semicolons';

interface Row {
  readonly record: readonly string[];
  /** The line it ends in. */
  readonly line: number;
}

/**
 * Comma-separated values (RFC 4180): target, name servers, DS data, or those columns in the order of a header. Name
 * servers are separated by spaces or semicolons, DS data by semicolons. Spreadsheets write semicolons instead of commas
 * if the comma is their decimal sign. Throws LineError.
 */
export function* readCsv(text: string, separator: ',' | ';'): Generator<Entry> {
  const [first, ...rest] = rowsOf(text, separator);
  if (first === undefined) return;
  const header = first.record.some((cell) => cell.toLowerCase() === 'target');
  const columns = header ? columnsOf(first) : COLUMNS;
  for (const { record, line } of header ? rest : [first, ...rest]) {
    const cell = (column: Column) => record[columns.indexOf(column)] ?? '';
    if (record.length > columns.length) {
      throw new LineError(
        line,
        `there are ${record.length} columns; expected ${columns.join(', ')}${IN_ONE}`,
      );
    }
    if (isName(cell('ds'))) throw new LineError(line, `${quote(cell('ds'))} is not DS data${IN_ONE}`);
    yield {
      line,
      target: cell('target'),
      nservers: cell('nservers')
        .split(/[\s;]+/)
        .filter(Boolean),
      ds: cell('ds')
        .split(';')
        .filter((each) => each.trim() !== ''),
    };
  }
}

/** DS data has spaces in it, so this is the next name server. */
function isName(cell: string): boolean {
  return /^[^\s;]+\.[^\s;]+$/.test(cell);
}

function rowsOf(text: string, separator: string): Row[] {
  try {
    const lines: number[] = [];
    const records = parse(text, {
      comment: '#',
      comment_no_infix: true,
      delimiter: separator,
      on_record: (record: string[], context) => {
        lines.push(context.lines);
        return record;
      },
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    });
    return records.map((record, i) => ({ record, line: lines[i] ?? 1 }));
  } catch (error) {
    if (error instanceof CsvError)
      throw new LineError(lineOf(error), 'it is not CSV: a quote is out of place');
    throw error;
  }
}

function lineOf(error: CsvError): number {
  return typeof error.lines === 'number' ? error.lines : 1;
}

function columnsOf({ record, line }: Row): Column[] {
  return record.map((cell, i) => {
    const column = COLUMNS.find((each) => each === cell.toLowerCase());
    if (column === undefined)
      throw new LineError(line, `unknown column ${quote(cell)}; expected ${COLUMNS.join(', ')}`);
    if (record.findIndex((each) => each.toLowerCase() === column) < i) {
      throw new LineError(line, `there are two columns ${column}`);
    }
    return column;
  });
}

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SPECIAL_PURPOSE } from '../../src/data/special-purpose.js';

describe.each(['ipv4', 'ipv6'] as const)('the special-purpose registry of %s', (family) => {
  it("is that of IANA's file", () => {
    expect(SPECIAL_PURPOSE[family]).toEqual(blocksIn(`iana-${family}-special-registry.csv`));
  });
});

function blocksIn(file: string) {
  const text = readFileSync(new URL(`../../fixtures/engine/${file}`, import.meta.url), 'utf8');
  const [header = [], ...rows] = rowsOf(text);
  const column = (row: readonly string[], title: string) => row[header.indexOf(title)] ?? '';
  return rows.flatMap((row) =>
    column(row, 'Address Block')
      .split(',')
      .map((block) => ({
        block: withoutFootnotes(block),
        name: column(row, 'Name').replaceAll('"', ''),
        reference: [...column(row, 'RFC').matchAll(/\[([^\]]+)\]/g)].map((match) => match[1]).join(' '),
        globallyReachable: withoutFootnotes(column(row, 'Globally Reachable')) === 'True',
      })),
  );
}

function withoutFootnotes(cell: string): string {
  return cell.replaceAll(/\[\d+\]/g, '').trim();
}

/** RFC 4180: a quoted cell may have commas, line ends and doubled quotes in it. */
function rowsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}

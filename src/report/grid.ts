import { atLeast, higher, type Level } from '../finding/level.js';
import type { RegisteredTag } from '../judge/catalogue.js';
import type { Nameserver } from '../judge/judge.js';
import type { ZoneDigest } from './digest.js';
import { groupBy, WIDTH, wrap } from './layout.js';
import type { Paint } from './paint.js';
import type { FindingReport } from './report.js';
import { zoneList } from './zone-list.js';

/** The level of the worst finding. `?`: something could not be found out. `ok`: nothing to note. `-`: nothing to ask. */
type Cell = Level | '?' | 'ok' | '-';

/** An address of a server, a server without one (no address), or the zone itself (no server). */
interface Row {
  readonly server: string | null;
  readonly address: string | null;
}

/** Zones whose cells are the same, row by row. */
interface Column {
  readonly zones: readonly ZoneDigest[];
  readonly cells: readonly Cell[];
}

/**
 * The name servers, address by address, with their results in each zone. Zones with the same results share a column;
 * zones with other name servers have their own grid.
 */
export function grids(
  zones: readonly ZoneDigest[],
  tags: ReadonlyMap<string, RegisteredTag>,
  paint: Paint,
): string[] {
  const served = zones.filter(({ nameservers }) => nameservers.length > 0);
  const groups = groupBy(served, ({ nameservers }) => JSON.stringify(nameservers));
  return groups.flatMap((group) => {
    const rows = rowsOf(group[0]?.nameservers ?? []);
    const columns = columnsOf(rows, group, tags);
    const heading = group.length < zones.length && columns.length === 1 ? wrap(zoneList(group)) : [];
    return [...heading, ...grid(rows, columns, paint), ''];
  });
}

function rowsOf(nameservers: readonly Nameserver[]): Row[] {
  const servers = nameservers.flatMap(({ name, addresses }) =>
    (addresses.length === 0 ? [null] : addresses).map((address) => ({ server: name, address })),
  );
  return [...servers, { server: null, address: null }];
}

function columnsOf(
  rows: readonly Row[],
  zones: readonly ZoneDigest[],
  tags: ReadonlyMap<string, RegisteredTag>,
): Column[] {
  const judged = zones.map((zone) => ({ zone, cells: cellsOf(rows, zone.findings, tags) }));
  return groupBy(judged, ({ cells }) => cells.join()).map((same) => ({
    zones: same.map(({ zone }) => zone),
    cells: same[0]?.cells ?? [],
  }));
}

/** A finding about no listed server counts for the zone itself, so every finding is shown. */
function cellsOf(
  rows: readonly Row[],
  findings: readonly FindingReport[],
  tags: ReadonlyMap<string, RegisteredTag>,
): Cell[] {
  const found = rows.map((): FindingReport[] => []);
  for (const finding of findings) {
    const about = rows.flatMap((row, i) => (isAbout(finding, row) ? [i] : []));
    for (const i of about.length === 0 ? [rows.length - 1] : about) found[i]?.push(finding);
  }
  return rows.map((row, i) => cellOf(row, found[i] ?? [], tags));
}

function isAbout(finding: FindingReport, { server, address }: Row): boolean {
  return (
    server !== null && finding.servers.some((each) => each === server || each === `${server}/${address}`)
  );
}

function cellOf(
  row: Row,
  findings: readonly FindingReport[],
  tags: ReadonlyMap<string, RegisteredTag>,
): Cell {
  const level = findings.reduce<Level>((worst, each) => higher(worst, each.level), 'DEBUG');
  if (atLeast(level, 'ERROR')) return level;
  if (findings.some(({ tag }) => tags.get(tag)?.leavesOpen)) return '?';
  if (atLeast(level, 'NOTICE')) return level;
  return row.server !== null && row.address === null ? '-' : 'ok';
}

const GAP = '  ';
const CELL_WIDTH = 'CRITICAL'.length + GAP.length;

function grid(rows: readonly Row[], columns: readonly Column[], paint: Paint): string[] {
  const left = Math.max(...rows.map((row) => labelOf(row).length)) + GAP.length;
  const unknown = columns.some(({ cells }) => cells.includes('?'));
  return [
    ...(columns.length === 1 ? table(rows, columns, left, paint) : numbered(rows, columns, left, paint)),
    ...(unknown ? ['', `${GAP}?  not everything could be found out`] : []),
  ];
}

/** As many tables as the width needs, and below them the zones for each number. */
function numbered(rows: readonly Row[], columns: readonly Column[], left: number, paint: Paint): string[] {
  const perTable = Math.max(1, Math.floor((WIDTH - left + GAP.length) / CELL_WIDTH));
  const lines: string[] = [];
  for (let i = 0; i < columns.length; i += perTable) {
    const some = columns.slice(i, i + perTable);
    const numbers = some.map((_, k) => String(i + k + 1));
    lines.push(spread('', left, numbers, paint.strong), ...table(rows, some, left, paint), '');
  }
  for (const [i, { zones }] of columns.entries()) {
    lines.push(...wrap(zoneList(zones), { first: `${String(i + 1).padStart(3)}${GAP}` }));
  }
  return lines;
}

function table(rows: readonly Row[], columns: readonly Column[], left: number, paint: Paint): string[] {
  return rows.flatMap((row, i) => {
    const cells = columns.map((column) => column.cells[i] ?? 'ok');
    const line = spread(labelOf(row), left, cells, (cell) => paintCell(cell, paint));
    const isNew = row.server !== null && row.server !== rows[i - 1]?.server;
    return isNew ? [`${GAP}${row.server}`, line] : [line];
  });
}

function labelOf({ server, address }: Row): string {
  return server === null ? `${GAP}the zone itself` : `${GAP}${GAP}${address ?? 'no address'}`;
}

function spread<Text extends string>(
  label: string,
  left: number,
  cells: readonly Text[],
  painted: (cell: Text) => string,
): string {
  const padded = cells.map((cell, i) => {
    const gap = i === cells.length - 1 ? 0 : CELL_WIDTH - cell.length;
    return painted(cell) + ' '.repeat(gap);
  });
  return label.padEnd(left) + padded.join('');
}

function paintCell(cell: Cell, paint: Paint): string {
  if (cell === '-') return paint.faint(cell);
  if (cell === 'ok') return paint.good(cell);
  return cell === '?' ? paint.verdict('undetermined', cell) : paint.level(cell, cell);
}

import { type Report, type ReportHead, type ReportTail, reportTail } from './report.js';

/** A report of one shard of a run, without its zones. */
export interface Part {
  readonly file: string;
  readonly head: ReportHead;
  readonly tail: ReportTail;
}

/** The reports are not the shards of one run; the message says which one is at fault. */
export class MergeError extends Error {}

export function partOf(file: string, report: Report): Part {
  const { zones: _, verdict, verdicts, queries, durationMs, ...head } = report;
  return { file, head, tail: { verdict, verdicts, queries, durationMs } };
}

/** The shards of one run in order. Throws MergeError if one is missing, repeated or of another run. */
export function inOrder(parts: readonly Part[]): Part[] {
  const placed = new Map<number, Part>();
  const [first] = parts;
  if (first === undefined) throw new MergeError('there is no report');
  const count = shardIn(first).count;
  for (const part of parts) {
    const { index, count: ofThis } = shardIn(part);
    if (ofThis !== count)
      throw new MergeError(`${part.file} is one of ${ofThis} shards, ${first.file} one of ${count}`);
    for (const [what, one, other] of agreements(first.head, part.head)) {
      if (one !== other)
        throw new MergeError(`${part.file} has the ${what} ${other}, ${first.file} has ${one}`);
    }
    const there = placed.get(index);
    if (there !== undefined)
      throw new MergeError(`${part.file} and ${there.file} are both shard ${index}/${count}`);
    placed.set(index, part);
  }
  const missing = Array.from({ length: count }, (_, i) => i + 1).filter((index) => !placed.has(index));
  if (missing.length > 0) {
    const shards = missing.slice(0, 10).map((index) => `${index}/${count}`);
    throw new MergeError(`missing: shard ${shards.join(', ')}${missing.length > 10 ? ' and others' : ''}`);
  }
  return [...placed].sort(([a], [b]) => a - b).map(([, part]) => part);
}

/** The head of the whole; the parts are in order. */
export function mergedHead([first, ...others]: readonly Part[]): ReportHead {
  if (first === undefined) throw new MergeError('there is no report');
  const { shard: _, list: _list, ...head } = first.head;
  const startedAt = [first, ...others].map((part) => part.head.startedAt).sort()[0] ?? head.startedAt;
  return { ...head, startedAt };
}

/** The tail of the whole: shards ran side by side. */
export function mergedTail(parts: readonly Part[]): ReportTail {
  const tails = parts.map(({ tail }) => tail);
  const queries = tails.reduce((sum, tail) => sum + tail.queries, 0);
  return reportTail({ queries, durationMs: Math.max(...tails.map(({ durationMs }) => durationMs)) }, tails);
}

function agreements(one: ReportHead, other: ReportHead): [what: string, one: string, other: string][] {
  const tool = ({ tool: { name, version } }: ReportHead) => `${name} ${version}`;
  return [
    ['profile', one.profile, other.profile],
    ['tool', tool(one), tool(other)],
    ['list of targets', one.list ?? 'none', other.list ?? 'none'],
  ];
}

function shardIn({ file, head }: Part): { readonly index: number; readonly count: number } {
  const [index, count] = (head.shard ?? '').split('/').map(Number);
  if (index === undefined || count === undefined) throw new MergeError(`${file} is not a shard of a run`);
  if (index > count) throw new MergeError(`${file} claims to be shard ${index} of ${count}`);
  return { index, count };
}

import * as z from 'zod';
import { decodeMessage, Malformed } from '../dns/decode.js';
import { PrefixError } from '../prefix/prefix.js';
import { parseZone } from '../prefix/zone.js';
import type { RunEvent, RunStart } from './events.js';
import type { Exchange, Outcome } from './exchange.js';
import { isOnlyFor, keyOf } from './question.js';
import { SAVED_VERSION } from './save.js';
import * as written from './schema.js';
import { address, ds, facts, location, name, placeOf } from './schema.js';

/** The file is not a record of a run, or this version cannot read it; the message says where and why. */
export class SavedRunError extends Error {}

export type SavedPart = { readonly kind: 'start'; readonly start: RunStart } | RunEvent;

/** Reads what RunWriter wrote, part by part. Throws SavedRunError if the version differs, on damage, or if the end is missing. */
export async function* readSavedRun(lines: AsyncIterable<string>): AsyncGenerator<SavedPart> {
  const exchanges = new Map<number, Exchange>();
  let read = 0;
  let start: RunStart | null = null;
  let ended = false;
  let number = 0;
  for await (const text of lines) {
    number += 1;
    if (text === '') continue;
    if (ended) throw new SavedRunError(`line ${number}: something follows the end of the record`);
    const line: Line = readLine(text, number, start === null ? HEAD : BODY);
    if ('record' in line) {
      const { tool, startedAt, families } = line;
      start = { tool, startedAt, families };
      yield { kind: 'start', start };
    } else if ('exchange' in line) {
      exchanges.set(read, line.exchange);
      read += 1;
    } else if ('zone' in line && start !== null) {
      const own = line.exchanges.map((at) => {
        const exchange = exchanges.get(at);
        if (exchange === undefined)
          throw new SavedRunError(`line ${number}: there is no exchange ${at} before it`);
        return [keyOf(exchange.question), exchange] as const;
      });
      const { zone, standing } = line;
      // Only exchanges that other zones may share are kept, because there may be thousands of zones.
      for (const at of line.exchanges) {
        const exchange = exchanges.get(at);
        if (exchange !== undefined && isOnlyFor(zone.zone, exchange.question)) exchanges.delete(at);
      }
      const observation = {
        ...{ target: zone, families: start.families, exchanges: new Map(own) },
        ...(standing === undefined ? {} : { standing }),
      };
      yield { kind: 'zone', index: line.index, observation };
    } else if ('object' in line) {
      yield { kind: 'object', index: line.index, object: line.object };
    } else if ('end' in line) {
      ended = true;
      yield { kind: 'end', end: line.end };
    }
  }
  if (!ended) throw new SavedRunError(start === null ? 'it is empty' : 'it ends before the end of the run');
}

function readLine(text: string, number: number, schema: z.ZodType<Line>): Line {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new SavedRunError(`line ${number} is not JSON`);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new SavedRunError(
    number === 1
      ? `it is not a record of a run in version ${SAVED_VERSION}`
      : `line ${number} is not part of a record${placeOf(parsed.error)}`,
  );
}

const bytes = z.base64().transform((text) => Buffer.from(text, 'base64'));

const attempt = written.attempt.extend({
  wire: bytes.nullable(),
  strays: z.array(written.stray.extend({ wire: bytes })),
});

/** The answer is decoded again from its bytes, because only they are the record. */
const exchange = z
  .strictObject({ question: written.question, attempts: z.array(attempt), outcome: written.outcome })
  .transform((it, context): Exchange => {
    if (it.outcome.kind !== 'answered') return { ...it, outcome: it.outcome };
    const wire = it.attempts.findLast((each) => each.wire !== null)?.wire;
    const message = wire == null ? new Malformed('there is none') : decodeMessage(wire);
    if (message instanceof Malformed) {
      context.addIssue(`no answer to be read: ${message.reason}`);
      return z.NEVER;
    }
    const answered: Outcome = { kind: 'answered', message, from: it.outcome.from };
    return { ...it, outcome: answered };
  });

const remark = z.object({
  tag: z.string(),
  testCase: z.string(),
  facts,
  servers: z.array(z.string()),
  location,
});

const origin = z.object({
  domain: location,
  nservers: z.array(z.object({ name, address: address.nullable(), location })),
  ds: z.array(location),
  mntBy: z.array(z.string()),
  remarks: z.array(remark),
});

const target = z
  .object({
    zone: name,
    prefix: z.string(),
    nservers: z.array(z.object({ name, glue: z.array(address) })),
    ds: z.array(ds),
    origin: z.exactOptional(origin),
  })
  .transform(({ zone, prefix: _, ...rest }, context) => {
    const parsed = parseZone(zone);
    if (!(parsed instanceof PrefixError)) return { zone, block: parsed.block, ...rest };
    context.addIssue(parsed.reason);
    return z.NEVER;
  });

/** The zone may be one of telephone numbers, which has no address block. */
const subject = z.object({ zone: name, prefix: z.string().nullable(), ds: z.array(ds) }).transform((it) => {
  const parsed = parseZone(it.zone);
  return { zone: it.zone, block: parsed instanceof PrefixError ? null : parsed.block, ds: it.ds };
});

const maintainers = z.array(z.string());

const standing = z.object({
  source: z.string(),
  own: maintainers.nullable(),
  found: z.union([
    z.object({ reason: z.string() }),
    z.object({
      existing: z.object({ mntBy: maintainers }).nullable(),
      others: z.array(z.object({ zone: z.string(), relation: z.enum(['around', 'inside', 'across']) })),
      space: z
        .object({
          block: z.string(),
          attribute: z.enum(['mnt-domains', 'mnt-lower', 'mnt-by']),
          maintainers,
        })
        .nullable(),
    }),
  ]),
});

const object = z.object({
  subject: subject.nullable(),
  remarks: z.array(remark),
});

const HEAD = z.object({
  record: z.literal('rdns-preflight'),
  version: z.literal(SAVED_VERSION),
  tool: z.object({ name: z.string(), version: z.string() }),
  startedAt: z.iso.datetime(),
  families: z.object({ ipv4: z.boolean(), ipv6: z.boolean() }),
});

const BODY = z.union([
  z.object({ exchange }),
  z.object({
    zone: target,
    index: z.int().nonnegative(),
    exchanges: z.array(z.int().nonnegative()),
    standing: z.exactOptional(standing),
  }),
  z.object({ object, index: z.int().nonnegative() }),
  z.object({ end: z.object({ durationMs: z.number(), queries: z.int() }) }),
]);

type Line = z.infer<typeof HEAD> | z.infer<typeof BODY>;

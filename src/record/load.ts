import * as z from 'zod';
import { type Address, parseAddress } from '../dns/address.js';
import { decodeMessage, Malformed } from '../dns/decode.js';
import type { RecordClass, RecordType } from '../dns/message.js';
import { type Name, NameError, parseName } from '../dns/name.js';
import type { RunEvent, RunStart } from './events.js';
import type { Exchange, Outcome } from './exchange.js';
import { type Destination, isOnlyFor, keyOf } from './question.js';
import { SAVED_VERSION } from './save.js';

/** The file is not a record of a run, or not one this version can read; the message says where and why. */
export class SavedRunError extends Error {}

export type SavedPart = { readonly kind: 'start'; readonly start: RunStart } | RunEvent;

/** Reads what RunWriter wrote, part by part. Throws SavedRunError: on another version, on damage, when the end is missing. */
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
      // Of thousands of zones, what they share is kept, and nothing else.
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
  const [issue] = parsed.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
  throw new SavedRunError(
    number === 1
      ? `it is not a record of a run in version ${SAVED_VERSION}`
      : `line ${number} is not part of a record${where}`,
  );
}

const name = z.string().transform((text, context): Name => {
  const parsed = parseName(text);
  if (!(parsed instanceof NameError)) return parsed;
  context.addIssue(parsed.reason);
  return z.NEVER;
});

const address = z.string().transform((text, context): Address => {
  const parsed = parseAddress(text);
  if (parsed !== null) return parsed;
  context.addIssue('not an address');
  return z.NEVER;
});

const bytes = z.base64().transform((text) => Buffer.from(text, 'base64'));
const transport = z.enum(['udp', 'tcp']);

const question = z.object({
  server: z.union([z.literal('resolver'), address]).transform((server): Destination => server),
  transport,
  name,
  type: z.string().transform((text) => text as RecordType),
  class: z.string().transform((text) => text as RecordClass),
  edns: z
    .object({
      version: z.int(),
      udpSize: z.int(),
      do: z.boolean(),
      z: z.int(),
      option: z.object({ code: z.int(), data: z.string() }).nullable(),
    })
    .nullable(),
  keepTruncated: z.boolean(),
});

const attempt = z.object({
  transport,
  to: address,
  sentAt: z.number(),
  took: z.number(),
  end: z.enum([
    'answered',
    'truncated',
    'timeout',
    'refused',
    'closed',
    'garbled',
    'no-route',
    'local-error',
  ]),
  wire: bytes.nullable(),
  from: address.nullable(),
  strays: z.array(
    z.object({
      from: address,
      why: z.enum(['malformed', 'wrong-id', 'wrong-question', 'not-a-response', 'wrong-source']),
      wire: bytes,
    }),
  ),
});

const outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answered'), from: address }),
  z.object({
    kind: z.literal('unanswered'),
    why: z.enum(['timeout', 'refused', 'closed', 'garbled', 'silent-before']),
  }),
  z.object({
    kind: z.literal('unasked'),
    why: z.enum(['no-route', 'local-error', 'resolver-down', 'stopped']),
  }),
]);

/** The answer is decoded again from its bytes: they are the record, the decoded form only a reading of it. */
const exchange = z
  .object({ question, attempts: z.array(attempt), outcome })
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

const place = z.object({ file: z.string(), line: z.int().positive(), column: z.int().positive() });

const remark = z.object({
  tag: z.string(),
  testCase: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
  servers: z.array(z.string()),
  location: place,
});

const origin = z.object({
  domain: place,
  nservers: z.array(z.object({ name, address: address.nullable(), location: place })),
  ds: z.array(place),
  mntBy: z.array(z.string()),
  remarks: z.array(remark),
});

const ds = z.object({ keyTag: z.int(), algorithm: z.int(), digestType: z.int(), digest: z.string() });

const target = z.object({
  zone: name,
  prefix: z.string(),
  nservers: z.array(z.object({ name, glue: z.array(address) })),
  ds: z.array(ds),
  origin: z.exactOptional(origin),
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
  subject: z.object({ zone: name, prefix: z.string().nullable(), ds: z.array(ds) }).nullable(),
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

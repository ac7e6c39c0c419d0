/**
 * The JSON form of a question and its exchange, in a saved run and in the evidence of a report. The types, the reader of
 * saved runs and the published schema are derived from it. At run time only readers load it.
 */
import * as z from 'zod';
import { parseAddress } from '../dns/address.js';
import { parseClass, parseType } from '../dns/message.js';
import { type Name, NameError, parseName } from '../dns/name.js';

/** The type of a value that a schema describes, read-only throughout. */
export type Described<S extends z.ZodType> = DeepReadonly<z.output<S>>;

type DeepReadonly<T> = T extends string | number | boolean | null
  ? T
  : { readonly [Key in keyof T]: DeepReadonly<T[Key]> };

/** The place of the first fault in JSON data, for a message; empty if it is the whole. */
export function placeOf({ issues: [issue] }: z.ZodError): string {
  return issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
}

/** The text form of a value; `read` returns null for any other text. */
function textOf<T>(read: (text: string) => T | null) {
  return z
    .string()
    .min(1)
    .transform((text, context): T => {
      const value = read(text);
      if (value !== null) return value;
      context.addIssue('not such a value');
      return z.NEVER;
    });
}

export const address = textOf(parseAddress);

const destination = textOf((text) => (text === 'resolver' ? text : parseAddress(text)));

export const name = textOf((text): Name | null => {
  const parsed = parseName(text);
  return parsed instanceof NameError ? null : parsed;
});

const uint8 = z.int().min(0).max(0xff);
const uint16 = z.int().min(0).max(0xffff);
const milliseconds = z.number().min(0);
const transport = z.enum(['udp', 'tcp']).meta({ id: 'transport' });
const wire = z
  .string()
  .regex(/^[A-Za-z0-9+/]*={0,2}$/)
  .meta({ contentEncoding: 'base64' });

const edns = z.strictObject({
  version: uint8,
  udpSize: uint16,
  do: z.boolean(),
  z: z.int().min(0).max(0x7fff).describe('The 15 bits next to DO.'),
  option: z
    .strictObject({ code: uint16, data: z.string().regex(/^([0-9A-Fa-f]{2})*$/) })
    .nullable()
    .describe('The one option that was sent, its data in hex.'),
});

export const question = z
  .strictObject({
    server: destination.describe("An address, or 'resolver'."),
    transport,
    name: name.describe('No final dot; a byte that is not printable is written \\DDD.'),
    type: textOf(parseType),
    class: textOf(parseClass),
    edns: edns.nullable(),
    keepTruncated: z
      .boolean()
      .describe('A truncated answer counts as the answer; the question is not repeated over TCP.'),
  })
  .meta({ id: 'question' });

export const stray = z.strictObject({
  from: address,
  why: z.enum(['malformed', 'wrong-id', 'wrong-question', 'not-a-response', 'wrong-source']),
  wire,
});

export const attempt = z
  .strictObject({
    transport,
    to: address,
    sentAt: milliseconds.describe('Milliseconds after the start of the run.'),
    took: milliseconds.describe('Milliseconds from sending to the end.'),
    end: z
      .enum(['answered', 'truncated', 'timeout', 'refused', 'closed', 'garbled', 'no-route', 'local-error'])
      .describe(
        'refused: ICMP unreachable, or a TCP reset on connecting. closed: the TCP connection ended before a whole message. garbled: a message with the right id that cannot be decoded, over TCP.',
      ),
    from: address.nullable().describe('Where the answer came from.'),
    wire: wire.nullable().describe('The message that was accepted as the answer, also a truncated one.'),
    strays: z.array(stray).describe('Other messages that arrived meanwhile.'),
  })
  .meta({ id: 'attempt' });

/** Why there is no answer: the end of the last attempt, or `silent-before` if the server did not answer an earlier question. */
export const failure = z.enum(['timeout', 'refused', 'closed', 'garbled', 'silent-before']);

/** Why a question could not be asked from here. Nothing follows about the server. */
export const obstacle = z.enum(['no-route', 'local-error', 'resolver-down', 'stopped']);

export const outcome = z.discriminatedUnion('kind', [
  /** The answer is that of the last attempt that has one. */
  z.strictObject({ kind: z.literal('answered'), from: address }),
  z.strictObject({ kind: z.literal('unanswered'), why: failure }),
  z.strictObject({ kind: z.literal('unasked'), why: obstacle }),
]);

/** A place in the user's file. */
export const location = z
  .strictObject({ file: z.string(), line: z.int().min(1), column: z.int().min(1) })
  .meta({ id: 'location', description: 'Where in the input it is; line and column count from 1.' });

export const ds = z
  .strictObject({
    keyTag: uint16,
    algorithm: uint8,
    digestType: uint8,
    digest: z.string().regex(/^([0-9A-F]{2})+$/),
  })
  .meta({ id: 'ds' });

export const facts = z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]));

/**
 * The report as JSON. The types of `report.ts` and the published schema are derived from this. Only the build and code
 * that reads reports load it.
 */
import * as z from 'zod';
import { ACTIONS, STATES } from '../database/submitted.js';
import { LEVELS } from '../finding/level.js';
import type { PROFILES } from '../judge/profile.js';
import { VERDICTS } from '../judge/verdict.js';
import { attempt, ds, facts, failure, location, obstacle, outcome, question } from '../record/schema.js';

const text = z.string().min(1);
const level = z.enum(LEVELS).meta({ id: 'level' });
const verdict = z.enum(VERDICTS).meta({
  id: 'verdict',
  description: 'undetermined: nothing is rejected, but not everything could be found out.',
});

/** A value for each profile that every report states. */
function byProfile<T extends z.ZodType>(each: T) {
  return z.strictObject({ documented: each, engine: each } satisfies Record<keyof typeof PROFILES, T>);
}

export const exchange = z
  .strictObject({
    question,
    attempts: z.array(attempt),
    outcome: z
      .enum(outcome.options.map(({ shape }) => shape.kind.value))
      .describe(
        'unanswered: it was asked, but no usable answer came. unasked: it could not be asked from here, so nothing is known about the server.',
      ),
    why: z
      .enum([...failure.options, ...obstacle.options])
      .nullable()
      .describe('Why there is no answer.'),
    answer: z.array(z.string()).nullable().describe('The decoded answer, line by line as dig would show it.'),
  })
  .meta({ id: 'exchange' });

export const finding = z
  .strictObject({
    tag: z.string().regex(/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/),
    testCase: z.string().regex(/^[A-Za-z][A-Za-z0-9-]*$/),
    level: level.describe('Under the profile of the report.'),
    levels: byProfile(level),
    message: text,
    facts: facts.describe('The values in the message, and others.'),
    servers: z.array(text).describe('Name servers, as name/address or a name alone.'),
    location: z.exactOptional(location),
    evidence: z
      .array(exchange)
      .describe('The questions and answers that show it. Empty if it is below NOTICE under every profile.'),
  })
  .meta({ id: 'finding' });

const verdicts = byProfile(verdict).meta({ id: 'verdicts' });

export const zone = z
  .strictObject({
    zone: z
      .string()
      .nullable()
      .describe('Name of the zone without the final dot; null for findings that belong to none.'),
    prefix: z.string().nullable().describe("The address block of the zone, as CIDR or as a range 'a - b'."),
    verdict: verdict.describe('Under the profile of the report.'),
    verdicts,
    ds: z.array(ds).describe('The DS data given with the zone.'),
    nameservers: z
      .array(z.strictObject({ name: text, addresses: z.array(text) }))
      .describe('The servers the tests were about.'),
    findings: z.array(finding),
  })
  .meta({ id: 'zone' });

export const submission = z
  .strictObject({
    source: text.describe('The database it is for.'),
    database: text.describe('The URL of the database.'),
    dryRun: z.boolean().describe('Nothing was changed.'),
    forced: z.boolean().describe('The verdict was not accept, but was overridden.'),
    objects: z.array(
      z.strictObject({
        zone: z.string().nullable().describe('Null if it cannot be read.'),
        location,
        action: z.enum(ACTIONS),
        state: z
          .enum(STATES.map(({ state }) => state))
          .describe(STATES.map(({ state, means }) => `${state}: ${means}.`).join(' ')),
        reason: z.string().nullable().describe('Why it is not done.'),
        messages: z.array(z.string()).describe('Messages of the database about it.'),
      }),
    ),
  })
  .meta({ id: 'submission' });

/** The part that is known when the run starts. */
export const head = z.strictObject({
  version: z
    .literal(1)
    .describe('Version of this format, raised if a reader of the previous one would misread it.'),
  tool: z.strictObject({ name: text, version: text }),
  profile: text.describe(
    'Name of the profile by which level and verdict are given: documented, engine, or a file.',
  ),
  startedAt: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/)
    .describe('ISO 8601, UTC.'),
  shard: z
    .exactOptional(z.string().regex(/^[1-9]\d{0,8}\/[1-9]\d{0,8}$/))
    .describe('The shard and their number, as 2/4. Absent if the report is of a whole run.'),
  list: z
    .exactOptional(z.string().regex(/^[0-9a-f]{16}$/))
    .describe(
      'Digest of everything that the whole run tests, the same in all its shards. Present with shard.',
    ),
});

/** The part that is known when the run has ended. */
export const tail = z.strictObject({
  verdict: verdict.describe('The worst verdict of the zones.'),
  verdicts,
  queries: z.int().min(0).describe('Queries sent, repeated ones too.'),
  durationMs: z.number().min(0).describe('Milliseconds.'),
  submission: z.exactOptional(submission).describe('Present if the run was to submit its objects.'),
});

export const report = z.strictObject({ ...head.shape, zones: z.array(zone), ...tail.shape }).meta({
  title: 'rdns-preflight report',
  description:
    'The findings of a run about reverse DNS zones. Fields that are known only at its end follow the zones.',
});

/** The JSON Schema of a report, draft 2020-12. */
export function reportSchema() {
  return z.toJSONSchema(report, {
    io: 'input',
    override: ({ jsonSchema }) => {
      // zod bounds integers by the largest exact number, which is no bound of the format.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
}

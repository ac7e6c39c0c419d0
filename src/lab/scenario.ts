import * as z from 'zod';
import { type Address, familyOf, parseAddress } from '../dns/address.js';
import { parseType, RCODES, type RecordType } from '../dns/message.js';
import { fold, type Name, NameError, parseName, ROOT } from '../dns/name.js';
import { PrefixError } from '../prefix/prefix.js';
import { parseZone } from '../prefix/zone.js';
import { parseRecord } from '../zone-file/record.js';
import { integer, mapOf, optional, reasonIn, wording } from './reader.js';

const name = z.string().transform((text, context): Name => {
  const parsed = parseName(text);
  if (!(parsed instanceof NameError)) return fold(parsed);
  context.addIssue(parsed.reason);
  return z.NEVER;
});

const address = z.string().transform((text, context): Address => {
  const parsed = parseAddress(text);
  if (parsed !== null) return parsed;
  context.addIssue(`${JSON.stringify(text)} is not an IP address`);
  return z.NEVER;
});

const reverseZone = z.string().transform((text, context): Name => {
  const parsed = parseZone(text);
  if (!(parsed instanceof PrefixError)) return parsed.zone;
  context.addIssue(parsed.reason);
  return z.NEVER;
});

/** Text as the DNS carries it, one character per byte of its UTF-8. */
const bytes = z.string().transform((text) => Buffer.from(text).toString('latin1'));

/** A line of a zone file, kept as text because its names are relative to the zone that it is put into. */
const recordLine = bytes.superRefine((line, context) => {
  try {
    parseRecord(line, ROOT);
  } catch (error) {
    context.addIssue(error instanceof Error ? error.message : String(error));
  }
});

const absoluteLine = recordLine.refine((line) => /^\S*[^\\]\.\s/.test(line), {
  error: 'the owner must be a name with a final dot',
});

/** A string of a TXT record. */
const characterString = bytes.refine((text) => text.length <= 255, 'must be at most 255 bytes long');

/** A part of such a string, short enough to leave room for more and free of escapes. */
const word = z
  .string()
  .regex(
    /^[ !#-[\]-~]{1,100}$/,
    'must be 1 to 100 printable ASCII characters, none of them a quote or backslash',
  );

const recordType = z.string().transform((text, context): RecordType => {
  const type = parseType(text);
  if (type !== null) return type;
  context.addIssue('must be a record type in capitals');
  return z.NEVER;
});

const flag = z.boolean();

const uint32 = integer(0, 0xffffffff);

const asNumber = z.preprocess((given) => (Number.isInteger(given) ? String(given) : given), word);

const rcode = z.enum(RCODES);

const soaFields = optional({
  mname: name,
  rname: name,
  serial: uint32,
  refresh: uint32,
  retry: uint32,
  expire: uint32,
  // A TTL has 31 bits (RFC 2181 section 8); dns2 sends no more.
  minimum: integer(0, 0x7fffffff),
});

/** Differences between a server's data for a zone and the scenario's. */
const DATA = {
  /** Fields of the SOA record. */
  soa: soaFields,
  /** The NS records. */
  zone_ns: z.array(name),
  /** More records. */
  records: z.array(recordLine),
  no_soa: flag,
  /** The server does not know the zone. */
  not_loaded: flag,
};

/** The faults of a server. */
const FAULTS = {
  // No answer.
  drop_udp: flag,
  drop_tcp: flag,
  /** ICMP "port unreachable". */
  refuse_udp: flag,
  /** Connections are accepted, then reset. */
  rst_tcp: flag,
  /** Connections are closed after a query. */
  close_tcp: flag,
  /** Half an answer, then the connection is closed. */
  half_tcp: flag,
  drop_edns: flag,
  drop_types: z.array(recordType),
  /** Every nth query over UDP is lost. */
  lose_every: integer(2, 1_000_000),

  // Wrong answers.
  /** Every UDP answer is truncated to the TC flag. */
  truncate_udp: flag,
  wrong_id: flag,
  wrong_question: flag,
  /** The id of the query, then bytes that are no DNS message. */
  garbage: flag,
  /** UDP answers leave from this address. */
  answer_from: address,
  /** This many packets that answer no question come before each UDP answer. */
  stray_packets: integer(0, 10_000),
  /** Milliseconds by which every answer is late. */
  delay_ms: integer(0, 600_000),
  /** UDP answers above this rate are dropped; every nth of them (`slip`) is truncated. */
  rate_limit: z.strictObject({ per_second: integer(1, 1_000_000), slip: integer(0, 10).exactOptional() }),

  // Response codes and flags.
  /** For everything in its zones. */
  rcode,
  rcode_types: mapOf(recordType, rcode),
  rcode_out_of_zone: rcode,
  no_aa: flag,
  ra: flag,
  /** Answers for names outside its zones, as if it had looked them up. */
  recursor: flag,
  upward_referral: flag,

  // Contents.
  /** The answer to version.bind. */
  version: characterString,
  axfr: flag,
  two_soa: flag,
  /** Refuses names with capital letters. */
  case_sensitive: flag,
  /** Repeats the question in lower case. */
  lower_question: flag,

  // EDNS.
  edns_formerr: flag,
  edns_ignored: flag,
  echo_options: flag,
  echo_z: flag,
  /** Answers version 1 like version 0. */
  edns1_ok: flag,
};

const zoneData = optional(DATA);
const server = optional({
  ...DATA,
  ...FAULTS,
  /** Data of single zones, which overrides the data for all. */
  per_zone: mapOf(reverseZone, zoneData),
});

const scenario = z
  .strictObject({
    zone: reverseZone,
    /** The requested delegation: name servers with their glue. */
    delegation: mapOf(name, z.array(address)),
    hosts: mapOf(name, z.array(address)),
    /** The servers of the zone, by address. */
    servers: mapOf(address, server),

    ...optional({
      name: z.string(),
      /** Served like `zone`. */
      more_zones: z.array(reverseZone),
      soa: soaFields,
      zone_ns: z.array(name),
      records: z.array(recordLine),
      /** Records for the forward zones, with absolute names. */
      forward_records: z.array(absoluteLine),
      /** The name servers to which the parent already delegates the zone. */
      delegated: z.array(name),
      no_ptr: z.array(address),
      /** PTR records that do not name the host. */
      ptr: mapOf(address, name),
      /** The announced prefix of an address; its AS is in `asn`. */
      prefixes: mapOf(address, word),
      asn: mapOf(address, asNumber),
      no_asn_db: flag,
      resolver: optional({ fault: z.enum(['silent', 'servfail']) }),
    }).shape,
  })
  .superRefine((read, context) => {
    const zones = zonesUnderTest(read);
    for (const [at, { answer_from, per_zone }] of read.servers) {
      const refuse = (key: string, message: string) =>
        context.addIssue({ code: 'custom', path: ['servers', at, key], message });
      if (answer_from !== undefined && familyOf(answer_from) !== familyOf(at))
        refuse('answer_from', 'must be of the same family as the server');
      for (const zone of per_zone?.keys() ?? []) {
        if (!zones.includes(zone)) refuse('per_zone', `${zone} is not a zone of the scenario`);
      }
    }
  });

/** A small Internet to serve, with its faults. */
export type Scenario = z.infer<typeof scenario>;
export type ServerSpec = z.infer<typeof server>;
export type ZoneData = z.infer<typeof zoneData>;

/** Why some JSON is not a scenario: one line for a person, safe to print. */
export class ScenarioError {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

const carrier = z.object({ scenario }).transform((read) => read.scenario);

/** Reads parsed JSON: a scenario, or an object that carries one as `scenario`. */
export function parseScenario(json: unknown): Scenario | ScenarioError {
  const carried = typeof json === 'object' && json !== null && 'scenario' in json;
  const { data, error } = (carried ? carrier : scenario).safeParse(json, { error: wording });
  return error === undefined ? data : new ScenarioError(reasonIn(error));
}

/** The zones under test. */
export function zonesUnderTest({
  zone,
  more_zones = [],
}: {
  readonly zone: Name;
  readonly more_zones?: readonly Name[];
}): readonly Name[] {
  return [zone, ...more_zones];
}

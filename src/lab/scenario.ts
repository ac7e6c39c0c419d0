import { type Address, familyOf, parseAddress } from '../dns/address.js';
import { fold, type Name, NameError, parseName, ROOT } from '../dns/name.js';
import { PrefixError } from '../prefix/prefix.js';
import { parseZone } from '../prefix/zone.js';
import { RCODE_NAMES } from './message.js';
import { flag, integer, list, mapOf, object, oneOf, type Reader, text, Unreadable } from './reader.js';
import { parseRecord } from './record.js';

const nameIn: Reader<Name> = (value, path) => {
  const parsed = parseName(text(value, path));
  if (parsed instanceof NameError) throw new Unreadable(path, parsed.reason);
  return fold(parsed);
};

const addressIn: Reader<Address> = (value, path) => {
  const parsed = parseAddress(text(value, path));
  if (parsed === null) throw new Unreadable(path, `${JSON.stringify(value)} is not an IP address`);
  return parsed;
};

const reverseZone: Reader<Name> = (value, path) => {
  const parsed = parseZone(text(value, path));
  if (parsed instanceof PrefixError) throw new Unreadable(path, parsed.reason);
  return parsed.zone;
};

/** A line of a zone file; kept as text, as names in it are relative to the zone it gets into. */
const recordLine: Reader<string> = (value, path) => {
  const line = text(value, path);
  try {
    parseRecord(line, ROOT);
  } catch (error) {
    throw new Unreadable(path, error instanceof Error ? error.message : String(error));
  }
  return line;
};

const absoluteLine: Reader<string> = (value, path) => {
  const line = recordLine(value, path);
  if (/^\S*[^\\]\.\s/.test(line)) return line;
  throw new Unreadable(path, 'the owner must be a name with a final dot');
};

/** A string of a TXT record. */
const characterString: Reader<string> = (value, path) => {
  const string = text(value, path);
  if (Buffer.byteLength(string) > 255) throw new Unreadable(path, 'must be at most 255 bytes long');
  return string;
};

/** What fits into such a string together with some more, and needs no quoting. */
const word: Reader<string> = (value, path) => {
  const short = text(value, path);
  if (/^[ !#-[\]-~]{1,100}$/.test(short)) return short;
  throw new Unreadable(
    path,
    'must be 1 to 100 printable ASCII characters, none of them a quote or backslash',
  );
};

const typeName: Reader<string> = (value, path) => {
  const type = text(value, path);
  if (!/^[A-Z][A-Z0-9]*$/.test(type)) throw new Unreadable(path, 'must be a record type in capitals');
  return type;
};

const uint32 = integer(0, 0xffffffff);

const asNumber: Reader<string> = (value, path) =>
  typeof value === 'number' ? String(uint32(value, path)) : word(value, path);

const rcode = oneOf(RCODE_NAMES);

const soaFields = object(
  {},
  {
    mname: nameIn,
    rname: nameIn,
    serial: uint32,
    refresh: uint32,
    retry: uint32,
    expire: uint32,
    // A TTL, so 31 bits (RFC 2181 section 8); dns2 sends no more.
    minimum: integer(0, 0x7fffffff),
  },
);

/** How the data a server has of a zone differs from the scenario's. */
const DATA = {
  /** Fields of the SOA record. */
  soa: soaFields,
  /** The NS records. */
  zone_ns: list(nameIn),
  /** More records. */
  records: list(recordLine),
  no_soa: flag,
  /** The server does not know the zone. */
  not_loaded: flag,
};

/** How a server behaves otherwise than it should. */
const FAULTS = {
  // No answer.
  drop_udp: flag,
  drop_tcp: flag,
  /** ICMP "port unreachable". */
  refuse_udp: flag,
  /** Connections are accepted, and reset. */
  rst_tcp: flag,
  /** Connections are closed when a query has come. */
  close_tcp: flag,
  /** Half an answer, then the connection is closed. */
  half_tcp: flag,
  drop_edns: flag,
  drop_types: list(typeName),

  // Something that is not the answer.
  /** Over UDP never more than the TC flag. */
  truncate_udp: flag,
  wrong_id: flag,
  wrong_question: flag,
  /** Bytes that are no DNS message, after the id of the query. */
  garbage: flag,
  /** UDP answers leave from this address. */
  answer_from: addressIn,
  /** As many packets that belong to no question come before each UDP answer. */
  stray_packets: integer(0, 10_000),
  /** Every answer comes so many milliseconds late. */
  delay_ms: integer(0, 600_000),
  /** Answers over UDP above this rate are dropped, or every so manieth of them (`slip`) truncated. */
  rate_limit: object({ per_second: integer(1, 1_000_000) }, { slip: integer(0, 10) }),

  // Response codes and flags.
  /** For everything in its zones. */
  rcode,
  rcode_types: mapOf(typeName, rcode),
  rcode_out_of_zone: rcode,
  no_aa: flag,
  ra: flag,
  /** Answers for names outside its zones, as if it had looked for them. */
  recursor: flag,
  upward_referral: flag,

  // Contents.
  /** What it tells of its software. */
  version: characterString,
  axfr: flag,
  two_soa: flag,
  /** Refuses names with capital letters. */
  case_sensitive: flag,
  /** Gives the question back in lower case. */
  lower_question: flag,

  // EDNS.
  edns_formerr: flag,
  edns_ignored: flag,
  echo_options: flag,
  echo_z: flag,
  /** Takes version 1 as it would version 0. */
  edns1_ok: flag,
};

const zoneData = object({}, DATA);
const server = object(
  {},
  {
    ...DATA,
    ...FAULTS,
    /** Data of single zones, on top of the data given for all. */
    per_zone: mapOf(reverseZone, zoneData),
  },
);

const scenario = object(
  {
    zone: reverseZone,
    /** The delegation asked for: name servers, with their glue. */
    delegation: mapOf(nameIn, list(addressIn)),
    hosts: mapOf(nameIn, list(addressIn)),
    /** The servers of the zone, by address. */
    servers: mapOf(addressIn, server),
  },
  {
    name: text,
    /** Served as `zone` is. */
    more_zones: list(reverseZone),
    soa: soaFields,
    zone_ns: list(nameIn),
    records: list(recordLine),
    /** Records for the forward zones, with absolute names. */
    forward_records: list(absoluteLine),
    /** The parent delegates the zone already, to these. */
    delegated: list(nameIn),
    no_ptr: list(addressIn),
    /** PTR records that do not name the host. */
    ptr: mapOf(addressIn, nameIn),
    /** In which prefix an address is announced, and by which AS. */
    prefixes: mapOf(addressIn, word),
    asn: mapOf(addressIn, asNumber),
    no_asn_db: flag,
    resolver: object({}, { fault: oneOf(['silent', 'servfail']) }),
  },
);

/** A small Internet to be served, and what is wrong in it. */
export type Scenario = ReturnType<typeof scenario>;
export type ServerSpec = ReturnType<typeof server>;
export type ZoneData = ReturnType<typeof zoneData>;

/** Why some JSON is not a scenario: one line for a person, safe to print. */
export class ScenarioError {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

/** Reads a scenario from parsed JSON: a scenario, or an object that carries one as `scenario`. */
export function parseScenario(json: unknown): Scenario | ScenarioError {
  try {
    const wrapped = typeof json === 'object' && json !== null && 'scenario' in json;
    const read = wrapped ? scenario(json.scenario, 'scenario') : scenario(json, '');
    checkReferences(read);
    return read;
  } catch (error) {
    if (error instanceof Unreadable) return new ScenarioError(error.message);
    throw error;
  }
}

/** The zones under test. */
export function zonesUnderTest(scenario: Scenario): readonly Name[] {
  return [scenario.zone, ...(scenario.more_zones ?? [])];
}

function checkReferences(scenario: Scenario): void {
  const zones = zonesUnderTest(scenario);
  for (const [address, { answer_from, per_zone }] of scenario.servers) {
    const path = `servers["${address}"]`;
    if (answer_from !== undefined && familyOf(answer_from) !== familyOf(address))
      throw new Unreadable(`${path}.answer_from`, 'must be of the same family as the server');
    for (const zone of per_zone?.keys() ?? []) {
      if (!zones.includes(zone))
        throw new Unreadable(`${path}.per_zone`, `${zone} is not a zone of the scenario`);
    }
  }
}

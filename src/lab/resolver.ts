import type { Address } from '../dns/address.js';
import { type RecordType, sameQuestion } from '../dns/message.js';
import { fold, isWithin, type Name, ROOT, sameName } from '../dns/name.js';
import type { ZoneRecord } from '../zone-file/record.js';
import { answer } from './behaviour.js';
import { emptyResponse, type Query, type Response, UDP_PAYLOAD } from './message.js';
import type { World } from './world.js';

const MAX_ALIASES = 8;
/** Resolving the name of a server may need another name to be resolved, and so on, at most this often. */
const MAX_DEPTH = 4;

/** The response of a recursive resolver: it asks the servers of the world, from the root, without delay. */
export function resolve(world: World, query: Query): Response {
  const base: Response = {
    ...emptyResponse(query),
    ra: true,
    edns:
      query.edns === null ? null : { version: 0, udpSize: UDP_PAYLOAD, do: query.edns.do, z: 0, options: [] },
  };
  if (query.edns !== null && query.edns.version > 0) return { ...base, rcode: 'BADVERS' };
  if (!query.rd || query.question.class !== 'IN') return { ...base, rcode: 'REFUSED' };
  const found = lookUp(world, query.question.name, query.question.type, 0);
  return found === null ? { ...base, rcode: 'SERVFAIL' } : { ...base, ...found };
}

type Found = Pick<Response, 'rcode' | 'answer' | 'authority'>;

/** The data with the aliases that lead to it, or the fact that there is none; null if the lookup fails. */
function lookUp(world: World, name: Name, type: RecordType, depth: number): Found | null {
  const aliases: ZoneRecord[] = [];
  let owner = name;
  for (;;) {
    const response = askFromRoot(world, owner, type, depth);
    if (response === null) return null;
    const { rcode, answer, authority } = response;
    if (answer.length === 0 || rcode !== 'NOERROR') {
      const soa = authority.filter((record) => record.type === 'SOA');
      return { rcode, answer: [...aliases, ...answer], authority: soa };
    }
    aliases.push(...answer);
    const end = endOfAliases(owner, answer);
    const aliased = type !== 'CNAME' && answer.some((record) => record.type === 'CNAME');
    if (!aliased || answer.some((record) => record.type === type && sameName(record.name, end)))
      return { rcode, answer: aliases, authority: [] };
    // The aliases of one zone can form a loop.
    if (sameName(end, owner) || aliases.length > MAX_ALIASES) return null;
    owner = end;
  }
}

function endOfAliases(owner: Name, answer: readonly ZoneRecord[]): Name {
  return answer.reduce(
    (at, record) => (record.type === 'CNAME' && sameName(record.name, at) ? record.target : at),
    owner,
  );
}

/** Follows referrals to the servers that answer; null if all servers of a delegation fail. */
function askFromRoot(world: World, name: Name, type: RecordType, depth: number): Response | null {
  let zone = ROOT;
  let servers = world.roots;
  for (;;) {
    const response = askAny(world, servers, zone, { name, type, class: 'IN' });
    if (response === null) return null;
    const cut = referralOf(response, zone);
    if (cut === null) return response;
    zone = cut;
    servers = serversOf(world, response, depth);
  }
}

/** The first good response of these servers: an answer, or a referral further down. */
function askAny(
  world: World,
  servers: readonly Address[],
  zone: Name,
  question: Query['question'],
): Response | null {
  for (const server of servers) {
    const response = ask(world, server, { id: 0, opcode: 0, rd: false, question, edns: null });
    if (response === null || !['NOERROR', 'NXDOMAIN'].includes(response.rcode)) continue;
    if (response.aa || response.answer.length > 0 || referralOf(response, zone) !== null) return response;
  }
  return null;
}

/** The response that a client accepts. It checks id, question and source, and retries over TCP after a truncated one. */
function ask(world: World, server: Address, query: Query): Response | null {
  for (const transport of ['udp', 'tcp'] as const) {
    const reaction = answer(world, server, query, transport);
    if (reaction.kind !== 'send' || reaction.from !== server) return null;
    const response = reaction.messages.find((message) => isAnswer(message, query));
    if (response === undefined) return null;
    if (!response.tc) return response;
  }
  return null;
}

function isAnswer(message: Response | Uint8Array, query: Query): message is Response {
  if (message instanceof Uint8Array || message.id !== query.id) return false;
  return sameQuestion(message.question, query.question);
}

/** The zone below `zone` that a response refers to. */
function referralOf(response: Response, zone: Name): Name | null {
  if (response.aa || response.answer.length > 0) return null;
  const ns = response.authority.find((record) => record.type === 'NS');
  if (ns === undefined || sameName(ns.name, zone) || !isWithin(ns.name, zone)) return null;
  return isWithin(response.question.name, ns.name) ? fold(ns.name) : null;
}

/** The addresses of the servers of a referral: its glue, else looked up. */
function serversOf(world: World, { authority, additional }: Response, depth: number): Address[] {
  const addresses = (records: readonly ZoneRecord[], host: Name) =>
    records.flatMap((record) =>
      (record.type === 'A' || record.type === 'AAAA') && sameName(record.name, host) ? [record.address] : [],
    );
  return authority.flatMap((record) => {
    if (record.type !== 'NS') return [];
    const glue = addresses(additional, record.target);
    if (glue.length > 0 || depth >= MAX_DEPTH) return glue;
    return (['A', 'AAAA'] as const).flatMap((type) => {
      const found = lookUp(world, record.target, type, depth + 1)?.answer ?? [];
      return addresses(found, endOfAliases(record.target, found));
    });
  });
}

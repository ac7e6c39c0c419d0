import type { RecordClass, RecordType } from '../dns/message.js';
import { isWithin, type Name } from '../dns/name.js';
import type * as schema from './schema.js';
import type { Described } from './schema.js';

/** A question, with all that it is sent with. Equal questions are asked once in a run. */
export interface Question extends Described<typeof schema.question> {}

/** A server by its address, or the resolver of the run. */
export type Destination = Question['server'];

export type Transport = Question['transport'];

export type EdnsQuery = NonNullable<Question['edns']>;

interface Ways {
  readonly transport?: Transport;
  readonly class?: RecordClass;
  readonly edns?: Partial<EdnsQuery>;
  readonly keepTruncated?: boolean;
}

/** Whether a question is about this zone alone, so that no other zone of a run needs the answer. */
export function isOnlyFor(zone: Name, { server, name }: Question): boolean {
  return server !== 'resolver' && isWithin(name, zone);
}

/** Makes a question. Defaults: UDP, class IN, no EDNS, no recursion desired. */
export function question(server: Destination, name: Name, type: RecordType, ways: Ways = {}): Question {
  return {
    server,
    transport: ways.transport ?? 'udp',
    name,
    type,
    class: ways.class ?? 'IN',
    edns: ways.edns === undefined ? null : { ...PLAIN_EDNS, ...ways.edns },
    keepTruncated: ways.keepTruncated ?? false,
  };
}

const PLAIN_EDNS: EdnsQuery = { version: 0, udpSize: 512, do: false, z: 0, option: null };

/** Equal questions have the same key. Letter case counts, because some questions test just that. */
export function keyOf(q: Question): string {
  return `${q.server} ${q.transport} ${q.name} ${q.class} ${q.type}${waysOf(q)}`;
}

/** Whether two questions to one server about one name are the same. */
export function sameManner(a: Question, b: Question): boolean {
  return (
    a.type === b.type &&
    a.transport === b.transport &&
    a.class === b.class &&
    a.keepTruncated === b.keepTruncated &&
    sameEdns(a.edns, b.edns)
  );
}

function sameEdns(a: EdnsQuery | null, b: EdnsQuery | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.version === b.version &&
    a.udpSize === b.udpSize &&
    a.do === b.do &&
    a.z === b.z &&
    a.option?.code === b.option?.code &&
    a.option?.data === b.option?.data
  );
}

function waysOf({ edns, keepTruncated }: Question): string {
  const kept = keepTruncated ? ' tc' : '';
  if (edns === null) return kept;
  const { version, udpSize, do: dnssecOk, z, option } = edns;
  const data = option === null ? '' : ` ${option.code}:${option.data}`;
  return ` edns${version}/${udpSize}/${dnssecOk ? 'do' : ''}/${z}${data}${kept}`;
}

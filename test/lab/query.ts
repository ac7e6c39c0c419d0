import { parseType } from '../../src/dns/message.js';
import { name } from '../../src/dns/name.js';
import type { Query } from '../../src/lab/message.js';

/** A query to the lab as `owner TYPE` or `owner CH TYPE`: no flags and no EDNS, unless given. */
export function queryOf(text: string, more: Partial<Query> = {}): Query {
  const [owner = '', ...words] = text.split(' ');
  const type = parseType(words.at(-1) ?? '');
  if (type === null) throw new Error(`${text} names no record type`);
  const question = { name: name(owner), type, class: words[0] === 'CH' ? 'CH' : 'IN' } as const;
  return { id: 1, opcode: 0, rd: false, question, edns: null, ...more };
}

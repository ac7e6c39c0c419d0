import { type Address, parseAddress } from '../dns/address.js';
import { fold, isHostLabel, type Name, NameError, parseName } from '../dns/name.js';
import type { Attribute, Word } from './parse.js';

/** The value of an `nserver:` attribute: one name server, with at most one address. */
export interface NserverValue {
  /** In lower case. */
  readonly name: Name;
  readonly glue: { readonly address: Address; readonly word: Word } | null;
}

/** Why the database, or any DNS, cannot use an `nserver:` attribute. */
export class NserverError {
  readonly tag:
    | 'RIPE_NSERVER_NAME'
    | 'RIPE_NSERVER_NAME_IS_ADDRESS'
    | 'RIPE_NSERVER_ADDRESS'
    | 'RIPE_NSERVER_EXTRA';
  /** The faulty part. */
  readonly word: Word;
  /** One clause. */
  readonly reason: string;
  constructor(tag: NserverError['tag'], word: Word, reason: string) {
    this.tag = tag;
    this.word = word;
    this.reason = reason;
  }
}

export function readNserver({ words, location }: Attribute): NserverValue | NserverError {
  const [host, glue, extra] = words;
  if (host === undefined) {
    return new NserverError('RIPE_NSERVER_NAME', { text: '', location }, 'it is empty');
  }
  if (parseAddress(host.text) !== null) {
    return new NserverError('RIPE_NSERVER_NAME_IS_ADDRESS', host, 'it is an IP address');
  }
  const name = readHostName(host.text);
  if (name instanceof NameError) return new NserverError('RIPE_NSERVER_NAME', host, name.reason);
  if (glue === undefined) return { name, glue: null };

  const address = readSingleAddress(glue.text);
  if (typeof address === 'object') return new NserverError('RIPE_NSERVER_ADDRESS', glue, address.reason);
  if (extra !== undefined) {
    const rest = words.slice(2).map(({ text }) => text);
    return new NserverError(
      'RIPE_NSERVER_EXTRA',
      { ...extra, text: rest.join(' ') },
      'only one address is allowed',
    );
  }
  return { name, glue: { address, word: glue } };
}

function readHostName(text: string): Name | NameError {
  const bare = text.replace(/\.$/, '');
  const label = bare.split('.').find((part) => !isHostLabel(part));
  if (label !== undefined) return new NameError(labelFault(label));
  const name = parseName(bare);
  return name instanceof NameError ? name : fold(name);
}

function labelFault(label: string): string {
  if (label === '') return 'it has an empty label';
  if (/^-|-$/.test(label)) return 'a label starts or ends with a hyphen';
  return 'a label has characters other than letters, digits and hyphens';
}

/** The database also accepts the prefix length of a single address. */
function readSingleAddress(text: string): Address | { readonly reason: string } {
  const [, bare = text, length] = /^(.*)\/(\d+)$/.exec(text) ?? [];
  const address = parseAddress(bare.replace(/^\[(.*:.*)\]$/, '$1'));
  if (address === null) return { reason: 'it is not an IP address' };
  const whole = address.includes(':') ? 128 : 32;
  if (length !== undefined && Number(length) !== whole) return { reason: 'it is not a single address' };
  return address;
}

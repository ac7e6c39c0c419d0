import { type Address, parseAddress } from '../dns/address.js';
import { fold, NameError, parseName } from '../dns/name.js';
import type { Endpoint } from '../dns/transport.js';
import type { DsData, Nserver } from '../target.js';
import { UsageError } from './usage.js';

/** `name`, or `name/address[,address...]`. */
export function parseNserver(text: string): Nserver {
  const [hostText = '', addresses, ...rest] = text.split('/');
  if (rest.length > 0) throw new UsageError(`--ns ${quote(text)}: more than one slash`);
  const host = parseName(hostText);
  if (host instanceof NameError) throw new UsageError(`--ns ${quote(text)}: ${host.reason}`);
  const glue = addresses === undefined ? [] : addresses.split(',').map((each) => parseGlue(each, text));
  return { name: fold(host), glue: [...new Set(glue)] };
}

function parseGlue(text: string, whole: string): Address {
  const address = parseAddress(text);
  if (address === null) throw new UsageError(`--ns ${quote(whole)}: ${quote(text)} is not an IP address`);
  return address;
}

/** `<key tag> <algorithm> <digest type> <digest>`, the digest in hex, blanks in it ignored. */
export function parseDs(text: string): DsData {
  const [keyTag, algorithm, digestType, ...hex] = text.trim().split(/\s+/);
  const digest = hex.join('').toUpperCase();
  const ds = {
    keyTag: integer(keyTag, 65535),
    algorithm: integer(algorithm, 255),
    digestType: integer(digestType, 255),
  };
  if (
    ds.keyTag === null ||
    ds.algorithm === null ||
    ds.digestType === null ||
    !/^([0-9A-F]{2})+$/.test(digest)
  ) {
    throw new UsageError(
      `--ds ${quote(text)}: it is not "<key tag> <algorithm> <digest type> <digest in hex>"`,
    );
  }
  return { keyTag: ds.keyTag, algorithm: ds.algorithm, digestType: ds.digestType, digest };
}

function integer(text: string | undefined, max: number): number | null {
  return text !== undefined && /^\d{1,5}$/.test(text) && Number(text) <= max ? Number(text) : null;
}

/** `address`, `address:port`, `[IPv6 address]:port`; port 53 unless given. */
export function parseEndpoint(text: string): Endpoint {
  const bracketed = /^\[(.*)\](?::(\d+))?$/.exec(text) ?? /^([^:]*)(?::(\d+))?$/.exec(text) ?? [text, text];
  const host = parseAddress(bracketed[1] ?? '');
  const port = Number(bracketed[2] ?? 53);
  if (host === null || port < 1 || port > 65535) {
    throw new UsageError(`--resolver ${quote(text)}: it is not an IP address, with or without a port`);
  }
  return { host, port };
}

/** User input put into an error line: nothing in it reaches the terminal as a control character. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 77)}...` : text).replaceAll(
    /[\u007f-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

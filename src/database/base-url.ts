import { parseAddress } from '../dns/address.js';
import { DatabaseError } from './error.js';

/** The addresses of the databases. */
const BASE_URLS = {
  RIPE: 'https://rest.db.ripe.net',
  TEST: 'https://rest-test.db.ripe.net',
} as const;

export type Source = keyof typeof BASE_URLS;

/** The given URL, or that of the database. Requires TLS except on this machine, because keys are sent there. */
export function baseUrlFor(source: Source, given?: string): URL | DatabaseError {
  const text = given ?? BASE_URLS[source];
  if (!URL.canParse(text)) return new DatabaseError('it is not a URL');
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return new DatabaseError('it contains a name or password');
  if (url.search !== '' || url.hash !== '') return new DatabaseError('it must have only a host and a path');
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return new DatabaseError('it must be https (http only for this machine)');
  }
  if (!['http:', 'https:'].includes(url.protocol)) return new DatabaseError('it must be https');
  return url;
}

function isLoopback(hostname: string): boolean {
  const address = parseAddress(hostname.replace(/^\[(.*)\]$/, '$1'));
  return hostname === 'localhost' || address === '::1' || address?.startsWith('127.') === true;
}

import { parseAddress } from '../dns/address.js';

/** The addresses of the databases. */
const BASE_URLS = {
  RIPE: 'https://rest.db.ripe.net',
  TEST: 'https://rest-test.db.ripe.net',
} as const;

export type Source = keyof typeof BASE_URLS;

/** Why a URL cannot be used. */
export class BaseUrlError {
  /** One clause. */
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

/** The given URL, or that of the database. Requires TLS except on this machine, because keys are sent there. */
export function baseUrlFor(source: Source, given?: string): URL | BaseUrlError {
  const text = given ?? BASE_URLS[source];
  if (!URL.canParse(text)) return new BaseUrlError('it is not a URL');
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return new BaseUrlError('it contains a name or password');
  if (url.search !== '' || url.hash !== '') return new BaseUrlError('it must have only a host and a path');
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return new BaseUrlError('it must be https (http only for this machine)');
  }
  if (!['http:', 'https:'].includes(url.protocol)) return new BaseUrlError('it must be https');
  return url;
}

function isLoopback(hostname: string): boolean {
  const address = parseAddress(hostname.replace(/^\[(.*)\]$/, '$1'));
  return hostname === 'localhost' || address === '::1' || address?.startsWith('127.') === true;
}

import type { Name } from '../dns/name.js';
import { type HttpAnswer, HttpClient, HttpFailure, type HttpRequest } from '../net/http.js';
import type { NamedValue } from '../rpsl/attributes.js';
import { restBody } from '../rpsl/formats.js';
import type { Source } from './base-url.js';
import { DatabaseError } from './error.js';
import { type DatabaseMessage, type Resources, readResources, type StoredObject } from './resources.js';

export interface WhoisOptions {
  readonly source: Source;
  readonly base: URL;
  readonly userAgent: string;
  /** Ends questions; a change that was sent is not taken back. */
  readonly signal: AbortSignal;
  readonly patience?: Partial<Patience>;
}

/** Timeouts and pauses, in milliseconds. */
export interface Patience {
  /** For a connection, including TLS. */
  readonly connectTimeoutMs: number;
  /** For a question, and before each repeat of a failed one. */
  readonly readTimeoutMs: number;
  readonly retryAfterMs: readonly number[];
  /** For a change: RIPE NCC's DNS check before it may take ten minutes. */
  readonly writeTimeoutMs: number;
  /** Before each lookup of a change without an answer: it may still be under way. */
  readonly lookAfterMs: readonly number[];
}

const PATIENCE: Patience = {
  connectTimeoutMs: 10_000,
  readTimeoutMs: 30_000,
  retryAfterMs: [500, 2000],
  writeTimeoutMs: 15 * 60_000,
  lookAfterMs: [0, 5000, 20_000],
};

/** The outcome of a change. */
export type WriteOutcome =
  /** The database says that it is done, or in a dry run that it would be. */
  | { readonly kind: 'done'; readonly messages: readonly DatabaseMessage[] }
  /** The database refuses; nothing is changed. */
  | { readonly kind: 'refused'; readonly reason: string; readonly messages: readonly DatabaseMessage[] }
  /** It cannot have reached the database. */
  | { readonly kind: 'not-sent'; readonly reason: string }
  /** It may or may not be done. */
  | { readonly kind: 'unclear'; readonly reason: string; readonly messages: readonly DatabaseMessage[] };

/** The database's message if a search finds nothing. Any other 404 does not come from the database. */
const NO_ENTRIES = /\bERROR:101\b/;

/** The RIPE Database over its REST interface. Failed questions are repeated; changes are sent once. */
export class Whois {
  readonly source: Source;
  readonly base: URL;
  readonly patience: Patience;
  readonly #closing = new AbortController();
  readonly #signal: AbortSignal;
  readonly #client: HttpClient;

  constructor(options: WhoisOptions) {
    this.source = options.source;
    this.base = options.base;
    this.patience = { ...PATIENCE, ...options.patience };
    this.#signal = AbortSignal.any([options.signal, this.#closing.signal]);
    const { connectTimeoutMs } = this.patience;
    this.#client = new HttpClient(options.base, { userAgent: options.userAgent, connectTimeoutMs });
  }

  /** Requests sent. */
  get sent(): number {
    return this.#client.sent;
  }

  /** Also ends open questions. */
  close(): void {
    this.#closing.abort();
    this.#client.close();
  }

  /**
   * Searches for objects with flags of the whois query language, without the contacts they refer to. Gives only some if
   * there are more than `limit`.
   */
  search(
    text: string,
    type: 'domain' | 'inetnum' | 'inet6num',
    { flags = '', limit }: { readonly flags?: string; readonly limit?: number } = {},
  ): Promise<StoredObject[] | DatabaseError> {
    const query = new URLSearchParams({ source: this.source, 'query-string': text, 'type-filter': type });
    query.set('flags', `r${flags}`);
    if (limit !== undefined) query.set('limit', String(limit));
    return this.#ask(`/search?${query}`);
  }

  /** The complete object for a zone; null if there is none. */
  async lookup(zone: Name): Promise<StoredObject | null | DatabaseError> {
    const found = await this.#ask(`${this.#domainPath}/${encodeURIComponent(zone)}?unfiltered`);
    if (found instanceof DatabaseError) return found;
    const [object, ...more] = found.filter(({ type }) => type === 'domain');
    return more.length > 0 ? new DatabaseError(`it has several objects for ${zone}`) : (object ?? null);
  }

  create(object: readonly NamedValue[], how: WriteHow): Promise<WriteOutcome> {
    return this.#write('POST', `${this.#domainPath}${dryRun(how)}`, [object], how);
  }

  modify(zone: Name, object: readonly NamedValue[], how: WriteHow): Promise<WriteOutcome> {
    const path = `${this.#domainPath}/${encodeURIComponent(zone)}${dryRun(how)}`;
    return this.#write('PUT', path, [object], how);
  }

  /** Creates all or none. It has no dry run. */
  createAll(
    objects: readonly (readonly NamedValue[])[],
    how: Omit<WriteHow, 'dryRun'>,
  ): Promise<WriteOutcome> {
    return this.#write('POST', `/domain-objects/${this.source}`, objects, how);
  }

  get #domainPath(): string {
    return `/${this.source.toLowerCase()}/domain`;
  }

  async #ask(path: string): Promise<StoredObject[] | DatabaseError> {
    const { readTimeoutMs, retryAfterMs } = this.patience;
    const signal = this.#signal;
    const request: HttpRequest = { method: 'GET', path, timeoutMs: readTimeoutMs, signal };
    for (const pause of [...retryAfterMs, null]) {
      const answer = await this.#client.request(request);
      const failed = answer instanceof HttpFailure || answer.status >= 500;
      if (!failed || pause === null || signal.aborted) return readFound(answer);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    throw new Error('there is no pause after the last attempt');
  }

  async #write(
    method: 'POST' | 'PUT',
    path: string,
    objects: readonly (readonly NamedValue[])[],
    { authorization }: Pick<WriteHow, 'authorization'>,
  ): Promise<WriteOutcome> {
    const timeoutMs = this.patience.writeTimeoutMs;
    const body = JSON.stringify(restBody(objects, this.source));
    // Not stopped by the signal: a change that was sent cannot be taken back, and its answer matters most.
    const answer = await this.#client.request({
      method,
      path,
      body,
      timeoutMs,
      ...(authorization === null ? {} : { authorization }),
    });
    return outcomeOf(answer, authorization);
  }
}

export interface WriteHow {
  readonly dryRun: boolean;
  /** The header's value; null: no header. */
  readonly authorization: string | null;
}

function dryRun({ dryRun }: WriteHow): string {
  return dryRun ? '?dry-run=true' : '';
}

function readFound(answer: HttpAnswer | HttpFailure): StoredObject[] | DatabaseError {
  if (answer instanceof HttpFailure) return new DatabaseError(answer.reason);
  const resources = readResources(answer.body);
  if (resources === null) return new DatabaseError(notOfTheDatabase(answer));
  const errors = errorsIn(resources);
  if (answer.status === 404 && errors.some(({ text }) => NO_ENTRIES.test(text))) return [];
  // Objects that come with an error may be incomplete.
  if (answer.status !== 200 || errors.length > 0) return new DatabaseError(said(answer.status, errors));
  if (resources.objects.length === 0) return new DatabaseError('it answers 200 without an object');
  return [...resources.objects];
}

function outcomeOf(answer: HttpAnswer | HttpFailure, authorization: string | null): WriteOutcome {
  if (answer instanceof HttpFailure) {
    const { reason, mayHaveArrived } = answer;
    return mayHaveArrived ? { kind: 'unclear', reason, messages: [] } : { kind: 'not-sent', reason };
  }
  const resources = readResources(answer.body, (text) => withoutKey(text, authorization));
  if (resources === null) return { kind: 'unclear', reason: notOfTheDatabase(answer), messages: [] };
  const { messages } = resources;
  const errors = errorsIn(resources);
  if (answer.status === 200 && errors.length === 0) return { kind: 'done', messages };
  const reason = said(answer.status, errors);
  return { kind: answer.status >= 400 && answer.status < 500 ? 'refused' : 'unclear', reason, messages };
}

/** An answer may repeat the request; the part that is shown must not contain the key. */
function withoutKey(text: string, authorization: string | null): string {
  const encoded = authorization?.split(' ').at(-1) ?? '';
  const key = Buffer.from(encoded, 'base64').toString();
  const secrets = [encoded, key, key.slice(key.indexOf(':') + 1)].filter((secret) => secret !== '');
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, '[the key]'), text);
}

function errorsIn({ messages }: Resources): DatabaseMessage[] {
  return messages.filter(({ severity }) => severity === 'Error');
}

function said(status: number, errors: readonly DatabaseMessage[]): string {
  const [first] = errors;
  return `it answers ${status}${first === undefined ? '' : `: ${first.text.replace(/\.$/, '')}`}`;
}

function notOfTheDatabase({ status }: HttpAnswer): string {
  return `it answers ${status} with a body that is not from the database`;
}

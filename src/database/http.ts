import http from 'node:http';
import https from 'node:https';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below the base URL, with the query. */
  readonly path: string;
  /** JSON. */
  readonly body?: string;
  /** The value of the header; only for requests that need it. */
  readonly authorization?: string;
  /** Milliseconds for all of it. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

/** Why there is no answer. */
export class HttpFailure {
  /** One clause. */
  readonly reason: string;
  /** False: the request cannot have reached the server. */
  readonly mayHaveArrived: boolean;
  constructor(reason: string, mayHaveArrived: boolean) {
    this.reason = reason;
    this.mayHaveArrived = mayHaveArrived;
  }
}

export const MAX_CONNECTIONS = 3;

/** Bytes of an answer. The largest ones we ask for, all objects in a /16, have less than one million. */
const MAX_BODY = 8 * 1024 * 1024;

/**
 * Requests to one server, at most three connections at a time. Redirects are not followed, so nothing meant for the server
 * goes elsewhere. Not `fetch`: that gives up waiting for the first byte of an answer after five minutes, and RIPE NCC's
 * DNS check of what is submitted may take ten.
 */
export class HttpClient {
  readonly #base: URL;
  readonly #userAgent: string;
  #agent: http.Agent;
  #sent = 0;

  constructor(base: URL, userAgent: string) {
    this.#base = base;
    this.#userAgent = userAgent;
    this.#agent = this.#newAgent();
  }

  /** Requests sent so far. */
  get sent(): number {
    return this.#sent;
  }

  close(): void {
    this.#agent.destroy();
  }

  /** Never rejects. Whatever is not a whole answer is a failure. */
  request(request: HttpRequest): Promise<HttpAnswer | HttpFailure> {
    if (request.method !== 'GET') this.#useFreshConnection();
    this.#sent += 1;
    return new Promise((resolve) => {
      let connected = false;
      const fail = (reason: string) => {
        settle(new HttpFailure(reason, connected));
        sent.destroy();
      };
      const settle = (result: HttpAnswer | HttpFailure) => {
        clearTimeout(timer);
        request.signal?.removeEventListener('abort', onAbort);
        resolve(result);
      };
      const onAbort = () => fail('it was stopped');
      const timer = setTimeout(
        () => fail(`there was no whole answer within ${request.timeoutMs / 1000} seconds`),
        request.timeoutMs,
      );
      const sent = this.#start(request);
      sent.on('error', (error: NodeJS.ErrnoException) => fail(reasonOf(error, connected)));
      sent.on('socket', (socket) => {
        if (sent.reusedSocket) connected = true;
        else socket.once(this.#isSecure ? 'secureConnect' : 'connect', () => (connected = true));
      });
      sent.on('response', (response) => {
        const { statusCode: status = 0 } = response;
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > MAX_BODY) fail(`the answer has more than ${MAX_BODY / 1024 / 1024} MB`);
          else chunks.push(chunk);
        });
        response.on('error', () => fail('the answer was cut off'));
        response.on('end', () => {
          if (!response.complete) fail('the answer was cut off');
          else if (status >= 300 && status < 400) fail(`it redirects elsewhere (${status})`);
          else settle({ status, body: Buffer.concat(chunks).toString('utf8') });
        });
      });
      if (request.signal?.aborted) return onAbort();
      request.signal?.addEventListener('abort', onAbort);
      sent.end(request.body);
    });
  }

  #start({ method, path, body, authorization }: HttpRequest): http.ClientRequest {
    const { protocol, hostname, port, pathname } = this.#base;
    const send = this.#isSecure ? https.request : http.request;
    return send({
      method,
      protocol,
      hostname: hostname.replace(/^\[(.*)\]$/, '$1'),
      port,
      path: pathname.replace(/\/$/, '') + path,
      agent: this.#agent,
      headers: {
        accept: 'application/json',
        'user-agent': this.#userAgent,
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) }),
        ...(authorization === undefined ? {} : { authorization }),
      },
    });
  }

  /** A server may close a connection it keeps just when a write is sent on it: then it would be unclear what became of it. */
  #useFreshConnection(): void {
    this.#agent.destroy();
    this.#agent = this.#newAgent();
  }

  #newAgent(): http.Agent {
    const options = { keepAlive: true, maxSockets: MAX_CONNECTIONS };
    return this.#isSecure ? new https.Agent(options) : new http.Agent(options);
  }

  get #isSecure(): boolean {
    return this.#base.protocol === 'https:';
  }
}

function reasonOf({ code, message }: NodeJS.ErrnoException, connected: boolean): string {
  if (connected) return `the connection ended before the answer (${code ?? message})`;
  return `it cannot be reached (${code ?? message})`;
}

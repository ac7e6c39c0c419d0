import { Socket } from 'node:net';
import pLimit from 'p-limit';
import { buildConnector, type Dispatcher, errors, Pool } from 'undici';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below the base URL, with the query. */
  readonly path: string;
  /** JSON. */
  readonly body?: string;
  /** The value of the header; only for requests that need it. */
  readonly authorization?: string;
  /** Milliseconds for the whole request, from its turn on. */
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

export interface HttpOptions {
  readonly userAgent: string;
  /** Milliseconds to connect, including TLS. */
  readonly connectTimeoutMs: number;
}

const MAX_CONNECTIONS = 3;

/** Bytes of an answer. The largest answer that we ask for, all objects in a /16, has less than one million. */
const MAX_BODY = 8 * 1024 * 1024;

/** Bytes of the header of an answer. */
const MAX_HEADER = 16 * 1024;

/**
 * Sends requests to one server, at most three at a time over as many connections, each of them once. It follows no
 * redirects and uses no proxies, so nothing meant for the server goes elsewhere. The global `fetch` would give up if the
 * first byte of an answer takes more than five minutes, and RIPE NCC's DNS check of a submitted object may take ten.
 * Undici's `request` does not tell whether a failed request had begun on a connection, and it holds a request that was
 * given up while it waited for a connection until there is one.
 */
export class HttpClient {
  readonly #base: URL;
  readonly #options: HttpOptions;
  readonly #limit = pLimit(MAX_CONNECTIONS);
  readonly #connecting = new Set<Socket>();
  #pool: Pool;
  #sent = 0;
  #isClosed = false;

  constructor(base: URL, options: HttpOptions) {
    this.#base = base;
    this.#options = options;
    this.#pool = this.#newPool();
  }

  /** Requests begun so far. */
  get sent(): number {
    return this.#sent;
  }

  /** Ends every connection, with its requests. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    void this.#pool.destroy();
    for (const socket of this.#connecting) socket.destroy();
  }

  /** Never rejects: anything but a whole answer is a failure. */
  request(request: HttpRequest): Promise<HttpAnswer | HttpFailure> {
    return this.#limit(() => this.#exchange(request));
  }

  #exchange(request: HttpRequest): Promise<HttpAnswer | HttpFailure> {
    const { method, timeoutMs, signal } = request;
    return new Promise((resolve) => {
      let stage: Stage = 'connecting';
      let controller: Dispatcher.DispatchController | null = null;
      const settle = (result: HttpAnswer | HttpFailure) => {
        stage = 'over';
        clearTimeout(timer);
        signal?.removeEventListener('abort', stop);
        resolve(result);
      };
      const fail = (reason: string) => {
        if (stage === 'over') return;
        settle(new HttpFailure(reason, stage !== 'connecting'));
        controller?.abort(new Error(reason));
      };
      const stop = () => fail('it was stopped');
      // The bound is on the whole, so an answer that trickles in takes no longer than one that never comes.
      const timer = setTimeout(
        () => fail(`there was no whole answer within ${timeoutMs / 1000} seconds`),
        timeoutMs,
      );
      if (signal?.aborted || this.#isClosed) return stop();
      signal?.addEventListener('abort', stop);
      let status = 0;
      const chunks: Buffer[] = [];
      if (method !== 'GET') this.#useFreshConnection();
      this.#sent += 1;
      this.#pool.dispatch(this.#dispatchOptions(request), {
        onRequestStart: (begun) => {
          // A request that was given up while it waited for a connection is not sent any more.
          if (stage === 'over') return begun.abort(new Error('given up'));
          controller = begun;
          stage = 'sent';
        },
        onResponseStart: (_, statusCode) => {
          if (statusCode < 200 || stage === 'over') return;
          stage = 'answering';
          status = statusCode;
          if (status >= 300 && status < 400) fail(`it redirects elsewhere (${status})`);
        },
        onResponseData: (_, chunk) => void chunks.push(chunk),
        onResponseEnd: () => {
          if (stage !== 'over') settle({ status, body: Buffer.concat(chunks).toString('utf8') });
        },
        onResponseError: (_, error) => fail(this.#reasonOf(error, stage)),
      });
    });
  }

  #dispatchOptions({ method, path, body, authorization }: HttpRequest): Dispatcher.DispatchOptions {
    return {
      method,
      path: this.#base.pathname.replace(/\/$/, '') + path,
      body: body ?? null,
      headers: {
        accept: 'application/json',
        'user-agent': this.#options.userAgent,
        ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
        ...(authorization === undefined ? {} : { authorization }),
      },
    };
  }

  /**
   * Makes the next request use a new connection; requests under way go on. A server may close a kept connection just when a
   * write is sent on it, and the fate of the write would be unclear.
   */
  #useFreshConnection(): void {
    void this.#pool.close();
    this.#pool = this.#newPool();
  }

  #newPool(): Pool {
    return new Pool(this.#base.origin, {
      connections: MAX_CONNECTIONS,
      pipelining: 1,
      allowH2: false,
      maxHeaderSize: MAX_HEADER,
      maxResponseSize: MAX_BODY,
      // Each request has its own bound, on the whole.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: this.#connector(),
    });
  }

  /** Undici's connector, but we know its sockets, because a destroyed pool does not end connections that are being opened. */
  #connector(): buildConnector.connector {
    const connect = buildConnector({
      timeout: this.#options.connectTimeoutMs,
      // Overrides the environment, because a key is sent to this server.
      rejectUnauthorized: true,
    });
    return (options, callback) => {
      const socket: unknown = connect(options, (...result) => {
        if (socket instanceof Socket) this.#connecting.delete(socket);
        callback(...result);
      });
      if (socket instanceof Socket) this.#connecting.add(socket);
    };
  }

  #reasonOf(error: Error & { code?: string }, stage: Stage): string {
    const what = error instanceof errors.SocketError ? error.message : (error.code ?? error.message);
    if (error instanceof errors.ConnectTimeoutError) {
      return `it cannot be reached (no connection within ${this.#options.connectTimeoutMs / 1000} seconds)`;
    }
    if (stage === 'connecting') return `it cannot be reached (${what})`;
    if (error instanceof errors.ResponseExceededMaxSizeError) {
      return `the answer has more than ${MAX_BODY / 1024 / 1024} MB`;
    }
    if (error instanceof errors.HeadersOverflowError) {
      return `the header of the answer has more than ${MAX_HEADER / 1024} kB`;
    }
    if (stage === 'answering') return `the answer was cut off (${what})`;
    if (error instanceof errors.HTTPParserError) return `the answer is not HTTP (${what})`;
    return `the connection ended before the answer (${what})`;
  }
}

/** The progress of a request. Before `sent`, nothing of it can have reached the server. */
type Stage = 'connecting' | 'sent' | 'answering' | 'over';

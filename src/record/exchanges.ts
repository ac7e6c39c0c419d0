import type { Name } from '../dns/name.js';
import type { Exchange } from './exchange.js';
import { type Destination, type Question, sameManner } from './question.js';

/** The exchanges so far, by question. */
export interface Exchanges {
  /** The exchange of a question; undefined if it was not asked or is under way. */
  get(question: Question): Exchange | undefined;
  /** Like `get`, but requests the question if it has no exchange. */
  want(question: Question): Exchange | undefined;
  /** Requests the question if it has no exchange. Nothing depends on the exchange so far. */
  request(question: Question): void;
  /** All exchanges, in the order they came. */
  values(): Iterable<Exchange>;
}

const NONE: readonly Exchange[] = [];

/**
 * The exchanges of an observation. Plan and checks look up thousands of questions for a zone, so the index has server and
 * name as keys, and compares only the few exchanges that differ in how they were asked.
 */
export class ExchangeIndex implements Exchanges {
  readonly #all: Exchange[] = [];
  readonly #byServer = new Map<Destination, Map<Name, Exchange[]>>();

  constructor(exchanges: Iterable<Exchange> = []) {
    for (const exchange of exchanges) this.add(exchange);
  }

  add(exchange: Exchange): void {
    const { server, name } = exchange.question;
    const byName = entry(this.#byServer, server, () => new Map<Name, Exchange[]>());
    entry(byName, name, (): Exchange[] => []).push(exchange);
    this.#all.push(exchange);
  }

  get(question: Question): Exchange | undefined {
    for (const exchange of this.#byServer.get(question.server)?.get(question.name) ?? NONE) {
      if (sameManner(exchange.question, question)) return exchange;
    }
    return undefined;
  }

  /** Requests nothing: the asking is over. */
  want(question: Question): Exchange | undefined {
    return this.get(question);
  }

  request(): void {}

  values(): Iterable<Exchange> {
    return this.#all;
  }
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

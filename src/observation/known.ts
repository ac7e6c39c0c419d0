import type { Name } from '../dns/name.js';
import type { Exchange, Seen } from './exchange.js';
import { type Asked, mannerOf, type Question } from './question.js';

/**
 * Exchanges by what was asked. Plan and checks look up thousands of questions for a zone, so this goes by steps from
 * server to name to manner: the first two are strings at hand, the third is short.
 */
export class Known implements Seen {
  readonly #all: Exchange[] = [];
  readonly #byServer = new Map<Asked, Map<Name, Map<string, Exchange>>>();

  constructor(exchanges: Iterable<Exchange> = []) {
    for (const exchange of exchanges) this.add(exchange);
  }

  add(exchange: Exchange): void {
    const { question } = exchange;
    const byName = entry(this.#byServer, question.server, () => new Map<Name, Map<string, Exchange>>());
    const byManner = entry(byName, question.name, () => new Map<string, Exchange>());
    byManner.set(mannerOf(question), exchange);
    this.#all.push(exchange);
  }

  get(question: Question): Exchange | undefined {
    return this.#byServer.get(question.server)?.get(question.name)?.get(mannerOf(question));
  }

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

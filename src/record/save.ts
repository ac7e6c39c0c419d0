import { formatPrefix } from '../prefix/prefix.js';
import type { Subject, ZoneTarget } from '../target/target.js';
import type { RunEvent, RunStart } from './events.js';
import type { Attempt, AttemptJson, Exchange } from './exchange.js';
import type { Observation } from './observation.js';
import { isOnlyFor } from './question.js';

/** Raised when what is asked or how it is recorded changes, so that an older record would be read wrongly. */
export const SAVED_VERSION = 1;

/**
 * Writes a run as lines of JSON: the start, then for each zone its new exchanges and the zone with the numbers of all its
 * exchanges, then the end. So a run of any size can be written, and read again, zone by zone.
 */
export class RunWriter {
  readonly #numbers = new WeakMap<Exchange, number>();
  #written = 0;

  start(run: RunStart): string {
    return line({ record: 'rdns-preflight', version: SAVED_VERSION, ...run });
  }

  event(event: RunEvent): string {
    switch (event.kind) {
      case 'zone':
        return this.#zone(event.index, event.observation);
      case 'object': {
        const { subject, remarks } = event.object;
        return line({ object: { subject: subject && withPrefix(subject), remarks }, index: event.index });
      }
      case 'end':
        return line({ end: event.end });
    }
  }

  #zone(index: number, { target: zone, exchanges, standing }: Observation): string {
    const fresh: string[] = [];
    const numbers = [...exchanges.values()].map((exchange) => {
      const known = this.#numbers.get(exchange);
      if (known !== undefined) return known;
      const number = this.#written;
      this.#written += 1;
      this.#numbers.set(exchange, number);
      fresh.push(line({ exchange: exchangeToJson(exchange) }));
      return number;
    });
    // The reader forgets exchanges that are about this zone alone. If another zone has one all the same, it is written again.
    for (const exchange of exchanges.values()) {
      if (isOnlyFor(zone.zone, exchange.question)) this.#numbers.delete(exchange);
    }
    return `${fresh.join('')}${line({ zone: withPrefix(zone), index, exchanges: numbers, standing })}`;
  }
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

/** Writes the block as text. */
function withPrefix({ zone, block, ...rest }: ZoneTarget | Subject) {
  return { zone, prefix: block && formatPrefix(block), ...rest };
}

function exchangeToJson({ question, attempts, outcome }: Exchange) {
  const { kind } = outcome;
  const brief = kind === 'answered' ? { kind, from: outcome.from } : { kind, why: outcome.why };
  return { question, attempts: attempts.map(attemptToJson), outcome: brief };
}

/** The form in saved runs and reports. */
export function attemptToJson({ wire, strays, ...rest }: Attempt): AttemptJson {
  return {
    ...rest,
    wire: wire === null ? null : base64(wire),
    strays: strays.map((stray) => ({ from: stray.from, why: stray.why, wire: base64(stray.wire) })),
  };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

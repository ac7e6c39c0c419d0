import { type Format, InOrder } from './format.js';

/**
 * JSON (report.schema.json), a zone to a line.
 *
 * Zones are written as they are done and then released, so fields that are known only at the end of the run (verdicts,
 * queries, duration) come after them. Head, zones and tail together are one JSON object.
 */
export const json: Format = (head) => {
  // Zones wait for their turn as text, which takes much less memory.
  const lines = new InOrder();
  return {
    head: `${ascii(head).slice(0, -1)},"zones":[`,
    zone: (zone, index) => lines.add(`${index === 0 ? '' : ','}\n${ascii(zone)}`, index),
    tail: () => '',
    end: (tail) => `\n],${ascii(tail).slice(1)}\n`,
  };
};

/**
 * JSON of printable ASCII only. JSON escapes the C0 controls; but DEL and the C1 controls move a terminal too, and data
 * from the wire can have any of them.
 */
function ascii(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[\x7f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

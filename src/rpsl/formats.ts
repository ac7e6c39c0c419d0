import type { NamedValue } from './attributes.js';
import { attributesFor, type DomainValues } from './template.js';

/** The body for the database's REST interface: one object, or several for its batch interface. */
export function restBody(objects: readonly (readonly NamedValue[])[], source: string) {
  return {
    objects: {
      object: objects.map((attribute) => ({
        type: 'domain',
        source: { id: source },
        attributes: { attribute },
      })),
    },
  };
}

/** The ways to send objects to the database, each made of their text or of their values. */
export const OBJECT_FORMATS = {
  rpsl: (text: string) => text,
  json: (_: string, domains: readonly DomainValues[], source: string) =>
    `${JSON.stringify(restBody(domains.map(attributesFor), source), null, 2)}\n`,
  syncupdates: (text: string) => `DATA=${encodeURIComponent(text)}\n`,
  email: (text: string, domains: readonly DomainValues[], source: string) => {
    const [first] = domains;
    const more = domains.length > 1 ? ` and ${domains.length - 1} more` : '';
    return [
      `To: ${source === 'TEST' ? 'test-dbm' : 'auto-dbm'}@ripe.net`,
      `Subject: Reverse delegation of ${first?.zone.zone}${more}`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      text,
    ].join('\n');
  },
} as const;

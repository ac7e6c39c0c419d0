import type { NamedValue } from '../rpsl/template.js';

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

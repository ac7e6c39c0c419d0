import type { NamedValue } from '../rpsl/template.js';

/** What the database's REST interface takes: one object, or for its interface for batches several. */
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

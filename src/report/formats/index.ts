import type { Format, FormatOptions } from './format.js';

interface Entry {
  /** It is one document in a syntax of its own: nothing can be shown before, between or after its lines. */
  readonly isDocument: boolean;
  /** Whether it shows the evidence of findings. */
  readonly showsEvidence: (options: FormatOptions) => boolean;
  /** Loaded only when needed. */
  readonly load: () => Promise<Format>;
}

/** All formats of a report, by the name that the user chooses them by. */
export const FORMATS = {
  text: {
    isDocument: false,
    showsEvidence: ({ verbose }) => verbose,
    load: async () => (await import('./text.js')).text,
  },
  json: {
    isDocument: true,
    showsEvidence: () => true,
    load: async () => (await import('./json.js')).json,
  },
} as const satisfies Readonly<Record<string, Entry>>;

export type FormatName = keyof typeof FORMATS;

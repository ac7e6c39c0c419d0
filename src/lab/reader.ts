import * as z from 'zod';

/** A whole number from `min` to `max`. */
export function integer(min: number, max: number) {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.int({ error }).min(min, { error }).max(max, { error });
}

/** An object with any keys, read as a map. */
export function mapOf<K, V>(key: z.ZodType<K, string>, item: z.ZodType<V>) {
  const entries = z.record(z.string(), z.unknown()).transform((given) => new Map(Object.entries(given)));
  return entries.pipe(z.map(key, item)).transform((read): ReadonlyMap<K, V> => read);
}

/** An object that may have these keys, and no others: a misspelt key is an error. */
export function optional<S extends z.ZodRawShape>(shape: S) {
  return z.strictObject(shape).exactPartial();
}

/** The first fault in the input, with its place: one line for a person, safe to print. */
export function reasonIn({ issues: [issue] }: z.ZodError): string {
  const path = issue?.path ?? [];
  if (issue?.code === 'unrecognized_keys')
    return line([...path, ...issue.keys.slice(0, 1)], 'is not a known key');
  return line(path, issue?.message ?? '');
}

/** Escapes what is not printable, because path and reason may repeat the input. */
function line(path: readonly PropertyKey[], reason: string): string {
  const text = path.length === 0 ? reason : `${path.reduce(join, '')}: ${reason}`;
  return text.replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function join(path: string, key: PropertyKey): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  const name = String(key);
  if (!/^\w+$/.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === '' ? name : `${path}.${name}`;
}

const KINDS: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  string: 'a string',
};

/** The message for an issue if its schema has none. */
export function wording(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type')
    return issue.input === undefined ? 'is missing' : `must be ${KINDS[issue.expected]}`;
  return issue.code === 'invalid_value' ? `must be one of ${issue.values.join(', ')}` : undefined;
}

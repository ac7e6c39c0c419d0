/** Readers of untrusted JSON: each takes a value and the path to it, and gives the value typed, or throws Unreadable. */
export type Reader<T> = (value: unknown, path: string) => T;

/** What is wrong with the input, and where; `message` is one line for a person, safe to print. */
export class Unreadable extends Error {
  constructor(path: string, reason: string) {
    super(printable(path === '' ? reason : `${path}: ${reason}`));
  }
}

/** Path and reason may repeat the input, whatever is in it. */
function printable(text: string): string {
  return text.replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

export const flag: Reader<boolean> = (value, path) => {
  if (typeof value !== 'boolean') throw new Unreadable(path, 'must be true or false');
  return value;
};

export const text: Reader<string> = (value, path) => {
  if (typeof value !== 'string') throw new Unreadable(path, 'must be a string');
  return value;
};

/** A whole number from `min` to `max`. */
export function integer(min: number, max: number): Reader<number> {
  return (value, path) => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
    throw new Unreadable(path, `must be a whole number from ${min} to ${max}`);
  };
}

export function oneOf<const T extends string>(choices: readonly T[]): Reader<T> {
  return (value, path) => {
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw new Unreadable(path, `must be one of ${choices.join(', ')}`);
    return found;
  };
}

export function list<T>(item: Reader<T>): Reader<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw new Unreadable(path, 'must be a list');
    return value.map((each: unknown, i) => item(each, `${path}[${i}]`));
  };
}

/** An object whose keys are data. */
export function mapOf<K extends string, V>(key: Reader<K>, item: Reader<V>): Reader<ReadonlyMap<K, V>> {
  return (value, path) =>
    new Map(entries(value, path).map(([k, v]) => [key(k, `${path}: key`), item(v, join(path, k))]));
}

type Shape = Readonly<Record<string, Reader<unknown>>>;
type Shaped<R extends Shape, O extends Shape> = { readonly [K in keyof R]: ReturnType<R[K]> } & {
  readonly [K in keyof O]?: ReturnType<O[K]>;
};

/** An object with the keys of `required`, perhaps those of `optional`, and no others: a misspelt key is an error. */
export function object<R extends Shape, O extends Shape>(required: R, optional: O): Reader<Shaped<R, O>> {
  const shape: Shape = { ...required, ...optional };
  return (value, path) => {
    const given = entries(value, path);
    const missing = Object.keys(required).find((key) => !given.some(([k]) => k === key));
    if (missing !== undefined) throw new Unreadable(join(path, missing), 'is missing');
    const read = given.map(([key, item]) => {
      const reader = Object.hasOwn(shape, key) ? shape[key] : undefined;
      if (reader === undefined) throw new Unreadable(join(path, key), 'is not known here');
      return [key, reader(item, join(path, key))];
    });
    // Every key was read by its own reader and none is missing: what the compiler cannot see.
    return Object.fromEntries(read) as Shaped<R, O>;
  };
}

function entries(value: unknown, path: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Unreadable(path, 'must be an object');
  return Object.entries(value);
}

function join(path: string, key: string): string {
  if (!/^\w+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

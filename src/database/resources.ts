import * as z from 'zod';
import type { NamedValue } from '../rpsl/attributes.js';

/** An object as the database gives it. */
export interface StoredObject {
  readonly type: string;
  readonly attributes: readonly NamedValue[];
}

export interface DatabaseMessage {
  /** Error, Warning or Info. */
  readonly severity: string;
  /** With its arguments inserted, on one line. */
  readonly text: string;
}

/** The parts of the database's answer that we use: objects and messages. */
export interface Resources {
  readonly objects: readonly StoredObject[];
  readonly messages: readonly DatabaseMessage[];
}

/** Reads an answer; null if it is not one of the database. `hide` is applied to every string in it. */
export function readResources(
  body: string,
  hide: (text: string) => string = (text) => text,
): Resources | null {
  let json: unknown;
  try {
    json = JSON.parse(body, (_, value: unknown) => (typeof value === 'string' ? hide(value) : value));
  } catch {
    return null;
  }
  return RESOURCES.safeParse(json).data ?? null;
}

const attribute = z
  .object({ name: z.string(), value: z.string().nullish(), comment: z.string().nullish() })
  .transform(
    ({ name, value, comment }): NamedValue => ({
      name: name.toLowerCase(),
      value: value ?? '',
      ...(comment == null ? {} : { comment }),
    }),
  );

const object = z
  .object({ type: z.string(), attributes: z.object({ attribute: z.array(attribute) }) })
  .transform(({ type, attributes }): StoredObject => ({ type, attributes: attributes.attribute }));

const message = z
  .object({
    severity: z.string(),
    text: z.string(),
    args: z.array(z.object({ value: z.string().nullish() })).nullish(),
    attribute: z.object({ name: z.string(), value: z.string().nullish() }).nullish(),
  })
  .transform(({ severity, text, args, attribute: about }): DatabaseMessage => {
    const said = filledIn(
      text,
      (args ?? []).map(({ value }) => value ?? ''),
    );
    return { severity, text: oneLine(about == null ? said : `${about.name}: ${about.value ?? ''}: ${said}`) };
  });

/** Every answer has one of them. */
const RESOURCES = z
  .object({
    objects: z.object({ object: z.array(object) }).nullish(),
    errormessages: z.object({ errormessage: z.array(message) }).nullish(),
  })
  .refine(({ objects, errormessages }) => objects != null || errormessages != null)
  .transform(
    ({ objects, errormessages }): Resources => ({
      objects: objects?.object ?? [],
      messages: errormessages?.errormessage ?? [],
    }),
  );

/** The database sends the pattern and its arguments apart. */
function filledIn(text: string, args: readonly string[]): string {
  let next = 0;
  return text.replaceAll(/%[%sd]/g, (mark) => {
    if (mark === '%%') return '%';
    const value = args[next];
    next += 1;
    return value ?? mark;
  });
}

/** The longest message that is kept, in characters. */
const MAX_TEXT = 500;

function oneLine(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  return line.length > MAX_TEXT ? `${line.slice(0, MAX_TEXT)}...` : line;
}

/**
 * A domain name in presentation format, absolute, without the final dot (the root is "."). Every byte that is not
 * printable ASCII is written \DDD, and a dot or backslash inside a label is escaped (RFC 1035 section 5.1), each in only
 * one way. So a Name is safe to print, and equal names differ at most in letter case.
 */
export type Name = string & { readonly __name: unique symbol };

export const ROOT = '.' as Name;

const MAX_LABEL = 63;
const MAX_NAME = 255;

/** The labels, one character (0–255) per byte, most significant last as in the name. */
export function labelsOf(name: Name): string[] {
  return name === ROOT ? [] : splitLabels(name);
}

/** The name with these labels (one character per byte). */
export function fromLabels(labels: readonly string[]): Name {
  return (labels.length === 0 ? ROOT : labels.map(escapeLabel).join('.')) as Name;
}

/** Reads a name as a person writes it, with or without the final dot. */
export function parseName(text: string): Name | NameError {
  if (text === ROOT) return ROOT;
  if (text === '') return new NameError('the name is empty');
  const body = isAbsolute(text) ? text.slice(0, -1) : text;
  if (/[^\x21-\x7e]/.test(body)) return new NameError('the name has a character that is not printable ASCII');
  const labels = splitLabels(body);
  if (labels.some((label) => label === '')) return new NameError('the name has an empty label');
  if (labels.some((label) => label.length > MAX_LABEL))
    return new NameError('a label is longer than 63 bytes');
  const octets = labels.reduce((sum, label) => sum + label.length + 1, 1);
  if (octets > MAX_NAME) return new NameError('the name is longer than 255 bytes');
  return fromLabels(labels);
}

/** Whether a name, as a person writes it, has a final dot that is not escaped. */
export function isAbsolute(text: string): boolean {
  return text.endsWith('.') && !/(^|[^\\])(\\\\)*\\\.$/.test(text);
}

/** For names known to be good: constants and tests. A bad one is a bug. */
export function name(text: string): Name {
  const parsed = parseName(text);
  if (parsed instanceof NameError) throw new Error(`${text}: ${parsed.reason}`);
  return parsed;
}

export class NameError {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

/** The form in which names are compared and used as keys: letter case folded (RFC 4343). */
export function fold(name: Name): Name {
  return name.toLowerCase() as Name;
}

/** The name with every second letter in upper case, beginning with the first (0) or the second (1). */
export function mixedCase(name: Name, from: 0 | 1): Name {
  let letters: number = from;
  let mixed = '';
  // No letter is ever part of an escape.
  for (const c of fold(name)) {
    const upper = c.toUpperCase();
    if (upper !== c) letters += 1;
    mixed += letters % 2 === 1 ? upper : c;
  }
  return mixed as Name;
}

/** Each name once, in lower case, sorted. */
export function uniqueNames(names: readonly Name[]): Name[] {
  return [...new Set(names.map(fold))].sort();
}

export function sameName(a: Name, b: Name): boolean {
  return a === b || fold(a) === fold(b);
}

/** Whether `name` is `ancestor` or below it. A name server within its zone is in-bailiwick. */
export function isWithin(name: Name, ancestor: Name): boolean {
  if (ancestor === ROOT || name === ancestor) return true;
  const above = name.length - ancestor.length;
  if (above === 0) return sameName(name, ancestor);
  if (above < 2 || name[above - 1] !== '.') return false;
  if (!name.endsWith(ancestor) && !fold(name).endsWith(fold(ancestor))) return false;
  const backslashes = /\\*$/.exec(name.slice(0, above - 1))?.[0].length ?? 0;
  return backslashes % 2 === 0;
}

/** Whether a label has only letters, digits and hyphens, in any place (RFC 952). */
export function isLdh(label: string): boolean {
  return /^[a-z0-9-]+$/i.test(label);
}

/** Whether it is a label of a host name: letters, digits and inner hyphens (RFC 1123 section 2.1). */
export function isHostLabel(label: string): boolean {
  return isLdh(label) && !/^-|-$/.test(label);
}

/** The name one label up; the root for the root. */
export function parentOf(name: Name): Name {
  const [label = ''] = /^(?:[^.\\]|\\\d{3}|\\.)*/.exec(name) ?? [];
  return label.length < name.length - 1 ? (name.slice(label.length + 1) as Name) : ROOT;
}

/** The name below `zone` with these labels in front. */
export function below(zone: Name, ...labels: string[]): Name {
  const own = labels.map(escapeLabel);
  return (zone === ROOT ? own : [...own, zone]).join('.') as Name;
}

function splitLabels(text: string): string[] {
  if (!text.includes('\\')) return text.split('.');
  const labels: string[] = [];
  let label = '';
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charAt(i);
    if (c === '.') {
      labels.push(label);
      label = '';
    } else if (c === '\\') {
      const ddd = /^\d{3}/.exec(text.slice(i + 1, i + 4))?.[0];
      if (ddd !== undefined && Number(ddd) <= 255) {
        label += String.fromCharCode(Number(ddd));
        i += 3;
      } else {
        label += text.charAt(i + 1);
        i += 1;
      }
    } else {
      label += c;
    }
  }
  labels.push(label);
  return labels;
}

const PLAIN = /^[A-Za-z0-9_-]*$/;

function escapeLabel(label: string): string {
  if (PLAIN.test(label)) return label;
  let out = '';
  for (const c of label) {
    const byte = c.charCodeAt(0);
    if (c === '.' || c === '\\') out += `\\${c}`;
    else if (byte > 0x20 && byte < 0x7f) out += c;
    else out += `\\${String(byte).padStart(3, '0')}`;
  }
  return out;
}

/**
 * Makes any string safe to show: what is not printable ASCII is spelled out, so that neither the data of a stranger nor
 * a file name moves the cursor, changes colours, starts a line, or reverses the direction of the text.
 */
export function printable(text: string): string {
  return text.replaceAll(/[^ -~]/gu, (c) => `\\u{${c.codePointAt(0)?.toString(16)}}`);
}

/** A copy of plain JSON data with every string in it made printable. */
export function allPrintable<T>(data: T): T {
  return JSON.parse(
    JSON.stringify(data, (_, value: unknown) => (typeof value === 'string' ? printable(value) : value)),
  );
}

/**
 * Makes any string safe to show: everything but printable ASCII is spelled out. No file name or data of a stranger can
 * then move the cursor, change colours, start a line, or reverse the direction of the text.
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

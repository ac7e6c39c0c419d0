/** More of a value than this is not shown. */
const MAX_SHOWN = 120;

/**
 * Text from a file, safe to print: a file may come out of a mail. Control characters and those that reorder or hide
 * text are shown as \u{hex}, and a long text is cut.
 */
export function printable(text: string): string {
  const cut = text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
  return cut.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`);
}

/** Text from the wire, one character for a byte, with whatever is not printable ASCII as \DDD (RFC 1035 section 5.1). */
export function printable(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll(/[^ -~]/g, (c) => `\\${String(c.charCodeAt(0)).padStart(3, '0')}`);
}

/** Text from the wire, one character per byte; bytes other than printable ASCII become \DDD (RFC 1035 section 5.1). */
export function printable(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll(/[^ -~]/g, (c) => `\\${String(c.charCodeAt(0)).padStart(3, '0')}`);
}

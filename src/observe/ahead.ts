/** The same items, but the first is begun at once, and not when it is asked for. The caller is to iterate over them. */
export function ahead<T>(items: AsyncGenerator<T, void>): AsyncIterable<T> {
  const first = items.next();
  // Whoever iterates hears of a failure.
  first.catch(() => {});
  let begun: typeof first | null = first;
  const iterator: AsyncIterator<T, void> = {
    next: () => {
      const next = begun ?? items.next();
      begun = null;
      return next;
    },
    return: () => items.return(),
  };
  return { [Symbol.asyncIterator]: () => iterator };
}

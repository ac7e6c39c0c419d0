/** The same items, but work on the first begins at once instead of at the first `next`. The caller must iterate over them. */
export function ahead<T>(items: AsyncGenerator<T, void>): AsyncIterable<T> {
  const first = items.next();
  // The iteration reports a failure; this only avoids an unhandled rejection.
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

/** Milliseconds. Timers of a process that is not busy are late by less. */
const PUNCTUAL = 50;

/** Even a process that never gets to run must come to an end. */
const MAX_EXTENSIONS = 10;

/**
 * Calls `late` after that many milliseconds in which an answer could have been read; returns a function that stops it.
 * Time in which this process did not get to run does not count against the server: answers wait in the kernel meanwhile,
 * and a TCP connection does not get as far as the question.
 */
export function patience(ms: number, late: () => void): () => void {
  let timer: NodeJS.Timeout;
  let extensions = 0;
  const wait = (span: number): void => {
    const due = performance.now() + span;
    timer = setTimeout(() => {
      const missed = performance.now() - due;
      // Timers run before arrived packets are read, setImmediate after.
      if (missed < PUNCTUAL || extensions === MAX_EXTENSIONS) setImmediate(late);
      else {
        extensions += 1;
        wait(Math.min(missed, ms));
      }
    }, span);
  };
  wait(ms);
  return () => clearTimeout(timer);
}

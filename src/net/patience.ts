/** Timers of a process that is not busy are late by less, in milliseconds. */
const PUNCTUAL = 50;

/** A process that never gets to run must come to an end, too. */
const MAX_EXTENSIONS = 10;

/**
 * Calls `late` when that many milliseconds are over in which an answer could have been taken; returns what stops it.
 * Time in which this process did not get to run is no fault of a server, and is given again: answers wait in the kernel
 * meanwhile, and a TCP connection does not get as far as the question.
 */
export function patience(ms: number, late: () => void): () => void {
  let timer: NodeJS.Timeout;
  let extensions = 0;
  const wait = (span: number): void => {
    const due = performance.now() + span;
    timer = setTimeout(() => {
      const missed = performance.now() - due;
      // Timers come before what has arrived, setImmediate after it.
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

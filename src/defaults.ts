/** How a run asks unless it is told otherwise, by the library's options or those of the command line. */
export const DEFAULTS = {
  ipv4: true,
  ipv6: true,
  /** Milliseconds for the first attempt of a question. */
  timeoutMs: 2000,
  retries: 2,
  /** Messages per second to one server address. */
  rate: 500,
  /** Questions at a time to one server address: what a server sees of any busy resolver. */
  inFlight: 20,
} as const;

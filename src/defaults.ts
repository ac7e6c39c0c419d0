/** The defaults for asking, of the library and of the command line. */
export const DEFAULTS = {
  ipv4: true,
  ipv6: true,
  /** Milliseconds for the first attempt of a question. */
  timeoutMs: 2000,
  retries: 2,
  /** Messages per second to one server address. */
  rate: 500,
  /** Questions at a time to one server address, as any busy resolver would send. */
  inFlight: 20,
} as const;

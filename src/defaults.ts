/** How a run asks unless the options of the library or the command line say otherwise. */
export const DEFAULTS = {
  ipv4: true,
  ipv6: true,
  /** Milliseconds for the first attempt of a question. */
  timeoutMs: 2000,
  retries: 2,
  /** Messages per second to one server address. */
  rate: 500,
  /** Questions at a time to one server address, as many as any busy resolver sends. */
  inFlight: 20,
} as const;

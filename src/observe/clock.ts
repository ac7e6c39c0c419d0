/** The time at which a run starts: ISO 8601, UTC. */
export function startTime(): string {
  return new Date().toISOString();
}

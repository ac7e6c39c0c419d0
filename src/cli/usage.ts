/** The command line, or a file it names, is not usable. The message is one line for a person; exit code 2. */
export class UsageError extends Error {}

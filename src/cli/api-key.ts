import { readFile, stat } from 'node:fs/promises';
import { InputError, quote } from '../target/input.js';
import { TOOL } from '../tool.js';
import type { Terminal } from './terminal.js';

/** The environment variable for the API key if no file is given. Its name looks like an option, but is none. */
export const API_KEY_VARIABLE = 'RDNS_PREFLIGHT_API_KEY';

/**
 * The Authorization header for the API key from a file or the environment; null if there is no key. The key never appears
 * in a message or report. Throws InputError.
 */
export async function authorizationFor(file: string | undefined, terminal: Terminal): Promise<string | null> {
  if (file === undefined) {
    const key = terminal.env[API_KEY_VARIABLE];
    return key === undefined || key === '' ? null : basic(key, API_KEY_VARIABLE);
  }
  const cannotBeRead = (error: NodeJS.ErrnoException): never => {
    throw new InputError(`--api-key-file ${quote(file)} cannot be read: ${error.code}`);
  };
  const { mode } = await stat(file).catch(cannotBeRead);
  const key = await readFile(file, 'utf8').catch(cannotBeRead);
  if ((mode & 0o077) !== 0) {
    terminal.stderr.write(`${TOOL.name}: others on this machine may read ${quote(file)}: chmod 600 it\n`);
  }
  return basic(key, `--api-key-file ${quote(file)}`);
}

/** HTTP Basic (RFC 7617): the id of the key is the user, the key the password. */
function basic(text: string, from: string): string {
  const key = text.trim();
  if (!/^[\x21-\x39\x3b-\x7e]+:[\x21-\x7e]+$/.test(key)) {
    throw new InputError(`${from}: expected an API key, <key id>:<key>`);
  }
  return `Basic ${Buffer.from(key).toString('base64')}`;
}

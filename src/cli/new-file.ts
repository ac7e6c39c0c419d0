import { randomBytes } from 'node:crypto';
import { rmSync, type Stats } from 'node:fs';
import {
  access,
  chmod,
  chown,
  constants,
  copyFile,
  type FileHandle,
  lstat,
  open,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** A file that is written anew. */
export interface NewFile {
  readonly handle: FileHandle;
  /** Closes it, with all that belongs in it. */
  complete(): Promise<void>;
  /** Gives it up, and leaves what was there before. One that is complete stays. */
  discard(): Promise<void>;
}

/**
 * Opens a file to be written anew. It is written beside its destination and put there when it is complete: a run that fails
 * leaves what was there before. A path that leads to no ordinary file (a pipe, a terminal), or into a directory that
 * cannot be written to, is written in place. Rejects with the error of the system.
 */
export async function openNewFile(path: string): Promise<NewFile> {
  const destination = await destinationOf(path);
  const draft = destination === null ? null : await openDraft(destination);
  return draft ?? inPlace(await open(path, 'w'));
}

function inPlace(handle: FileHandle): NewFile {
  const close = () => handle.close();
  return { handle, complete: close, discard: close };
}

/** Where a finished file is put. */
interface Destination {
  /** With all links resolved. */
  readonly path: string;
  /** The file that is there now. */
  readonly old: Stats | null;
}

/** These lead to what is open already. */
const DEVICES = /^\/(dev|proc)\//;

/** Null for what no other file can take the place of. */
async function destinationOf(path: string): Promise<Destination | null> {
  if (DEVICES.test(resolve(path))) return null;
  const old = await unlessMissing(stat(path));
  if (old === null) return (await unlessMissing(lstat(path))) === null ? { path, old } : null;
  if (!old.isFile()) return null;
  await access(path, constants.W_OK);
  return { path: await realpath(path), old };
}

async function unlessMissing(found: Promise<Stats>): Promise<Stats | null> {
  return found.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

const NOT_TO_BE_WRITTEN: readonly unknown[] = ['EACCES', 'EPERM', 'EROFS'];

async function openDraft({ path, old }: Destination): Promise<NewFile | null> {
  const draft = join(dirname(path), `.rdns-preflight-${randomBytes(6).toString('hex')}`);
  const handle = await open(draft, 'wx').catch((error: NodeJS.ErrnoException) => {
    if (old !== null && NOT_TO_BE_WRITTEN.includes(error.code)) return null;
    throw error;
  });
  if (handle === null) return null;
  // For a process that ends before the file does, as by a bug.
  const remove = () => rmSync(draft, { force: true });
  process.once('exit', remove);
  return {
    handle,
    complete: async () => {
      await handle.close();
      if (old === null) await rename(draft, path);
      else await replace(path, old, draft);
      process.off('exit', remove);
    },
    discard: async () => {
      await handle.close();
      remove();
      process.off('exit', remove);
    },
  };
}

/** Keeps the owner and the mode. */
async function replace(path: string, old: Stats, draft: string): Promise<void> {
  try {
    const { uid, gid } = await stat(draft);
    if (uid !== old.uid || gid !== old.gid) await chown(draft, old.uid, old.gid);
    await chmod(draft, old.mode & 0o7777);
    await rename(draft, path);
  } catch {
    // The owner can't be kept, or the file is one that is mounted into its directory.
    await copyFile(draft, path);
    await rm(draft);
  }
}

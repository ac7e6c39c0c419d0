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

/** A file that is being written. */
export interface NewFile {
  readonly handle: FileHandle;
  /** Closes the complete file. */
  complete(): Promise<void>;
  /** Gives it up and keeps the previous file. A complete file stays. */
  discard(): Promise<void>;
}

/**
 * Opens a file for writing. It is written beside its destination and moved there once complete, so a failed run keeps the
 * previous file. It is written in place if the path is no ordinary file (a pipe, a terminal), or if its directory is not
 * writable. Rejects with the error of the system.
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

/** The place of the finished file. */
interface Destination {
  /** With all links resolved. */
  readonly path: string;
  /** The file that is there now. */
  readonly old: Stats | null;
}

/** Paths to files that are already open. */
const DEVICES = /^\/(dev|proc)\//;

/** Null if no other file can replace it. */
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
  // Runs if the process ends before the file is complete, for example by a bug.
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
    // The owner cannot be kept, or the file is a mount point.
    await copyFile(draft, path);
    await rm(draft);
  }
}

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
}

/**
 * Opens a file to be written anew. It is written beside its place and put there when it is complete: a run that fails
 * leaves what was there before. What is no ordinary file (a pipe, a terminal) or stands in a directory that is not to be
 * written to, is written in its place. Rejects with the error of the system.
 */
export async function openNewFile(path: string): Promise<NewFile> {
  const place = await placeOf(path);
  const draft = place === null ? null : await openDraft(place);
  if (place !== null && draft !== null) return draft;
  const handle = await open(path, 'w');
  return { handle, complete: () => handle.close() };
}

interface Place {
  readonly path: string;
  /** What is there. */
  readonly old: Stats | null;
}

/** These lead to what is open already. */
const DEVICES = /^\/(dev|proc)\//;

/** Where the file is in truth; null where another can't take its place. */
async function placeOf(path: string): Promise<Place | null> {
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

async function openDraft({ path, old }: Place): Promise<NewFile | null> {
  const draft = join(dirname(path), `.rdns-preflight-${randomBytes(6).toString('hex')}`);
  // However the process ends, but by a signal that can't be caught.
  const discard = () => rmSync(draft, { force: true });
  const handle = await open(draft, 'wx').catch((error: NodeJS.ErrnoException) => {
    if (old !== null && NOT_TO_BE_WRITTEN.includes(error.code)) return null;
    throw error;
  });
  if (handle === null) return null;
  process.once('exit', discard);
  return {
    handle,
    complete: async () => {
      await handle.close();
      if (old === null) await rename(draft, path);
      else await replace(path, old, draft);
      process.off('exit', discard);
    },
  };
}

/** Who may read the file may read it afterwards. */
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

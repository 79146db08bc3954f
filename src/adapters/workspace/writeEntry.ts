import { constants, type Stats } from 'node:fs';
import { chmod, copyFile, lstat, mkdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { BaseEntry } from './baseEntry';
import { isErrorCode } from './errorCode';
import { removeTree } from './removeTree';

/** A file's mode when the baseline does not know it. */
const NEW_FILE_MODE = 0o644;

/** Copies a file and its mode, by clone where the file system can; throws when something stands at its place. */
export async function copyWhole(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
}

/** Writes a new file with exactly this text as UTF-8; throws when something stands at its place, even a link. */
export async function writeText(
  to: string,
  text: string,
  { mode, mtimeMs }: { readonly mode: number | undefined; readonly mtimeMs: number },
): Promise<void> {
  await writeFile(to, text, { flag: 'wx' });
  // The process's umask would take bits away from the mode given at creation.
  await chmod(to, mode ?? NEW_FILE_MODE);
  await utimes(to, mtimeMs / 1000, mtimeMs / 1000);
}

/** Copies an entry of the baseline; a file gets the given modification time, or its own. */
export async function copyEntry(
  entry: BaseEntry,
  { from, to, mtimeMs }: { readonly from: string; readonly to: string; readonly mtimeMs?: number },
): Promise<void> {
  if (entry.kind === 'link') return symlink(entry.target, to);
  const seconds = (mtimeMs ?? entry.mtimeMs) / 1000;
  await copyWhole(from, to);
  await utimes(to, seconds, seconds);
}

/** Removes what stands at a path, without following links, and makes sure that its folder exists. */
export async function clearPlace(path: string): Promise<void> {
  await removeTree(path);
  await mkdir(dirname(path), { recursive: true });
}

/** Equal only if nobody wrote, replaced or changed the mode of a file meanwhile: its change time can't be set back. */
export function stampOf({ ino, size, mode, ctimeMs }: Stats): string {
  return [ino, size, mode, ctimeMs].join(':');
}

/** The stamp of what stands at a path; empty when nothing does. */
export async function stampOrNone(path: string): Promise<string> {
  try {
    return stampOf(await lstat(path));
  } catch (error) {
    if (isErrorCode(error, 'ENOENT', 'ENOTDIR')) return '';
    throw error;
  }
}

import { randomBytes } from 'node:crypto';
import { chmod, lstat, mkdir, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { ExplainedError } from '../../core/errors';
import { removeLock, writeLock } from '../ownerLock';
import { removeDeadTemporaries } from '../processes/ownTemporary';
import { cacheFolder as defaultCacheFolder } from '../userFolders';
import { isInside } from './containedPath';
import { deadTrees, TREE_LOCK } from './deadTrees';
import { isErrorCode } from './errorCode';
import { removeTree } from './removeTree';

/** A session's private folder of trees; who makes it disposes of it. */
export interface TreesFolder {
  /** Absolute, resolved path; only the user may enter it. */
  readonly path: string;
  dispose(): Promise<void>;
}

/** Enough to tell sessions apart, short because paths of sockets inside are limited to 108 bytes. */
const NAME_BYTES = 4;

/**
 * Makes the session's folder outside the workspace, below the cache folder, after removing what dead processes
 * left there. The lock beside it names this process: it is written first and removed last.
 */
export async function makeTreesFolder(
  workspaceRoot: string,
  cacheFolder: string = defaultCacheFolder(),
): Promise<TreesFolder> {
  const trees = await ownFolder(await outside(workspaceRoot, join(cacheFolder, 'trees')));
  for (const tree of await deadTrees(trees)) await tree.remove();
  await removeDeadTemporaries();
  const path = join(trees, randomBytes(NAME_BYTES).toString('hex'));
  writeLock(path + TREE_LOCK);
  await mkdir(path, { mode: 0o700 });
  return {
    path,
    async dispose() {
      await removeTree(path);
      await removeLock(path + TREE_LOCK);
    },
  };
}

/** Inside the workspace, watchers and test runners would collect the trees. */
async function outside(workspaceRoot: string, folder: string): Promise<string> {
  if (!isInside(workspaceRoot, await resolvedPath(folder))) return folder;
  const fallback = join(await realpath(tmpdir()), `fixpoint-${String(process.getuid?.() ?? '')}`);
  if (!isInside(workspaceRoot, fallback)) return fallback;
  throw new ExplainedError(
    `There is no place outside the workspace ${workspaceRoot} for copies of it; open a folder that does not contain your home and temporary folders.`,
    'environment',
  );
}

/** The resolved path of a folder that need not exist yet. */
async function resolvedPath(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (error) {
    if (!isErrorCode(error, 'ENOENT')) throw error;
    return join(await resolvedPath(dirname(folder)), folder.slice(dirname(folder).length));
  }
}

/** The folder, made private; throws when it is a link or belongs to somebody else, who could change what tests run. */
async function ownFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const stats = await lstat(folder);
  const uid = process.getuid?.();
  if (!stats.isDirectory() || (uid !== undefined && stats.uid !== uid)) {
    throw new ExplainedError(
      `The folder ${folder} belongs to another user or is a link; remove it, so that copies for test runs are private.`,
      'environment',
    );
  }
  await chmod(folder, 0o700);
  return realpath(folder);
}

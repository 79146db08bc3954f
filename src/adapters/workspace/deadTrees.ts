import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { lockState, removeLock } from '../ownerLock';
import { killAbandonedRuns } from '../processes/killAbandonedRuns';
import { isErrorCode } from './errorCode';
import { removeTree } from './removeTree';

/** A session's folder of trees whose process died. */
export interface DeadTree {
  /** Removes it with its lock, after ending what still runs there. */
  remove(): Promise<void>;
}

/** How the name of a lock beside a folder of trees ends. */
export const TREE_LOCK = '.lock';

/** What dead processes left below the folder for trees; nothing when there is no such folder. */
export async function deadTrees(folder: string): Promise<readonly DeadTree[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isErrorCode(error, 'ENOENT')) return [];
    throw error;
  });
  const found: DeadTree[] = [];
  for (const name of names.filter((each) => each.endsWith(TREE_LOCK))) {
    const lock = join(folder, name);
    if ((await lockState(lock)) === 'abandoned') found.push({ remove: () => remove(lock) });
  }
  return found;
}

async function remove(lock: string): Promise<void> {
  const tree = lock.slice(0, -TREE_LOCK.length);
  await killAbandonedRuns(tree);
  await removeTree(tree);
  await removeLock(lock);
}

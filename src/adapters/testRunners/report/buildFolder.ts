import { rmSync } from 'node:fs';
import { isInside } from '../../workspace/containedPath';
import { removeTree } from '../../workspace/removeTree';
import { makeOwnTemporary } from '../../processes/ownTemporary';

const folders = new Map<string, Promise<string>>();
const made = new Set<string>();

/**
 * Where builds of a tree go: outside of it, because what lies in a tree without belonging to it is removed between runs.
 * The same for the same tree, of no other one, gone with the tree or with this process.
 */
export function buildFolder(root: string): Promise<string> {
  const known = folders.get(root);
  const folder = known ?? makeFolder();
  folders.set(root, folder);
  return folder;
}

/** Removes the folders of a tree that is gone, and of trees inside of it. */
export async function removeBuildFolders(root: string): Promise<void> {
  for (const [tree, folder] of folders) {
    if (!isInside(root, tree)) continue;
    folders.delete(tree);
    const path = await folder;
    made.delete(path);
    await removeTree(path);
  }
}

async function makeFolder(): Promise<string> {
  const folder = await makeOwnTemporary('build');
  if (made.size === 0) process.once('exit', removeAll);
  made.add(folder);
  return folder;
}

function removeAll(): void {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
}

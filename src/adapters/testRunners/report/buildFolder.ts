import { rmSync } from 'node:fs';
import { makeOwnTemporary } from '../../processes/ownTemporary';

const folders = new Map<string, Promise<string>>();
const made = new Set<string>();

/**
 * Where builds of a tree go: outside of it, because what lies in a tree without belonging to it is removed between runs.
 * The same for the same tree, of no other one, gone when this process ends.
 */
export function buildFolder(root: string): Promise<string> {
  const known = folders.get(root);
  const folder = known ?? makeFolder();
  folders.set(root, folder);
  return folder;
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

import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';

import type { Seen, SeenEntry } from './baseEntry';
import { isInside } from './containedPath';
import { isIgnoredByDefault, isNodeModules } from './folderKinds';
import { packageLinks } from './packageLinks';
import { realpathOf } from './readLink';

/** What lies above the workspace and is found by tools that look upwards. */
export interface Surroundings {
  /** The topmost folder above that matters, absolute; the workspace's root when none does. */
  readonly top: string;
  /** Paths relative to the workspace, so they begin with `..`. */
  readonly seen: Seen;
}

/** Configuration files are small; anything larger is data. */
const MAX_CONFIG_BYTES = 256 * 1024;

/**
 * Dependency folders and, inside a repository, configuration files of the folders above the workspace, as for a
 * package of a monorepo that was opened by itself. `repository` is the absolute path of the repository's top.
 */
export async function findSurroundings(root: string, repository?: string): Promise<Surroundings> {
  const repositoryTop = repository === undefined ? undefined : await realpathOf(repository);
  const top =
    repositoryTop !== undefined && isInside(repositoryTop, root)
      ? repositoryTop
      : await topmostWithPackages(root);
  const packages: SeenEntry[] = [];
  const single: SeenEntry[] = [];
  for (const folder of foldersAbove(root, top)) {
    const way = relative(root, folder).split(sep).join('/');
    const entries = await readdir(folder, { withFileTypes: true });
    for (const entry of entries) {
      const path = `${way}/${entry.name}`;
      if (isNodeModules(path)) packages.push(...(await packageLinks(root, path)));
      else if (repositoryTop === top && entry.isFile()) single.push(...(await config(root, path)));
    }
  }
  return { top, seen: { packages, single } };
}

async function config(root: string, path: string): Promise<readonly SeenEntry[]> {
  if (isIgnoredByDefault(path)) return [];
  const source = join(root, path);
  return (await stat(source)).size <= MAX_CONFIG_BYTES ? [{ kind: 'copy', path, source }] : [];
}

/** The user's home and what is above it belong to no project. */
async function topmostWithPackages(root: string): Promise<string> {
  let top = root;
  for (const folder of foldersAbove(root, '/')) {
    if (isInside(folder, homedir())) break;
    if ((await realpathOf(join(folder, 'node_modules'))) !== undefined) top = folder;
  }
  return top;
}

/** Nearest first, ending with `top`; none when `top` is the root itself. */
function foldersAbove(root: string, top: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = root; folder !== top && folder !== dirname(folder);) {
    folder = dirname(folder);
    folders.push(folder);
  }
  return folders;
}

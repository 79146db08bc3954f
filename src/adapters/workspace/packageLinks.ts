import { type Dirent } from 'node:fs';
import { readdir, readlink, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

import type { SeenEntry } from './baseEntry';
import { isInside } from './containedPath';
import { isPrivateDotEntry } from './folderKinds';
import { realpathOf } from './readLink';

/** Plain files among packages up to this size are copied, such as `.package-lock.json`. */
const MAX_COPIED_BYTES = 5 * 1024 * 1024;

/**
 * One entry per package of a folder such as node_modules: links to where the packages are, but packages that are
 * links into the workspace lead to the tree's own copy, so that a revision's code is what the tests load.
 */
export async function packageLinks(root: string, folder: string): Promise<readonly SeenEntry[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const seen = await Promise.all(
    entries.map(async (entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory() && entry.name === '.bin') return binLinks(root, path);
      if (isPrivateDotEntry(entry.name) && !entry.isFile()) return [];
      if (entry.isDirectory() && entry.name.startsWith('@')) return packageLinks(root, path);
      return seenEntry(root, path, entry);
    }),
  );
  return seen.flat();
}

/** Links in `.bin` keep their text, so that they lead through the tree's own links. */
async function binLinks(root: string, folder: string): Promise<readonly SeenEntry[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const seen = await Promise.all(
    entries.map(async (entry): Promise<readonly SeenEntry[]> => {
      const path = `${folder}/${entry.name}`;
      if (!entry.isSymbolicLink()) return seenEntry(root, path, entry);
      const text = await readlink(join(root, path));
      const staysAmongPackages = text.startsWith('../') && !text.startsWith('../..');
      return staysAmongPackages ? [{ kind: 'text', path, text }] : seenEntry(root, path, entry);
    }),
  );
  return seen.flat();
}

async function seenEntry(root: string, path: string, entry: Dirent): Promise<readonly SeenEntry[]> {
  const real = await realpathOf(join(root, path));
  if (real === undefined) return [];
  if (entry.isFile()) {
    const small = (await stat(real)).size <= MAX_COPIED_BYTES;
    return [small ? { kind: 'copy', path, source: real } : { kind: 'link', path, target: real }];
  }
  const inside = isInside(root, real) ? relative(root, real).split(sep) : undefined;
  // Inside a dependency folder there is nothing that a revision could change.
  if (!entry.isSymbolicLink() || inside === undefined || inside.includes('node_modules')) {
    return [{ kind: 'link', path, target: real }];
  }
  return [{ kind: 'inside', path, inside: inside.join('/') }];
}

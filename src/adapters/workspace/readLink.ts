import { readlink, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

import { isInside } from './containedPath';

/** Where a link leads: a target relative to the link's folder, or undefined when it leaves the workspace. */
export async function readInnerLink(root: string, path: string): Promise<string | undefined> {
  const link = join(root, path);
  const text = await readlink(link);
  const named = resolve(dirname(link), text);
  const real = await realpathOf(link);
  if (real !== undefined && !isInside(root, real)) return undefined;
  if (!isAbsolute(text) && isInside(root, named)) return text;
  const target = isInside(root, named) ? named : real;
  return target === undefined ? undefined : relative(dirname(link), target).split(sep).join('/');
}

/** The resolved path, or undefined when it leads nowhere. */
export async function realpathOf(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch {
    return undefined;
  }
}

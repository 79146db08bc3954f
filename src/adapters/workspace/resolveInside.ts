import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { assertContainedPath, isInside, PathOutsideWorkspace } from './containedPath';
import { isErrorCode } from './errorCode';

/**
 * The real path of an existing file of a folder, or of a new one below its nearest existing folder; links are followed inside
 * the folder only. Throws `PathOutsideWorkspace` for a path that leads out.
 */
export async function resolveInside(root: string, relative: string): Promise<string> {
  assertContainedPath(relative);
  const target = await resolve(path.join(root, relative));
  if (isInside(await realpath(root), target)) return target;
  throw new PathOutsideWorkspace(relative, 'leads out of the workspace through a link');
}

async function resolve(written: string): Promise<string> {
  try {
    return await realpath(written);
  } catch (error) {
    if (!isErrorCode(error, 'ENOENT', 'ENOTDIR')) throw error;
    return path.join(await resolve(path.dirname(written)), path.basename(written));
  }
}

import { constants } from 'node:fs';
import { access, realpath } from 'node:fs/promises';
import { delimiter, isAbsolute, join, relative, sep } from 'node:path';

/** Endings that make a file a program on Windows; scripts are left out because they need a shell. */
const WINDOWS_ENDINGS = ['.exe'];

/**
 * Absolute paths of a program in `PATH`, first match first. Folders inside `workspace`, also by a link, are skipped: a
 * repository must not choose which program runs.
 */
export async function findPrograms(name: string, workspace: string): Promise<readonly string[]> {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(isAbsolute);
  const root = await realPathOr(workspace);
  const real = await Promise.all(folders.map(realPathOr));
  const outside = folders.filter(
    (folder, index) => !isInside(folder, workspace) && !isInside(real[index] ?? folder, root),
  );
  const endings = process.platform === 'win32' ? WINDOWS_ENDINGS : [''];
  const candidates = outside.flatMap((folder) => endings.map((end) => join(folder, name + end)));
  const found = await Promise.all(
    candidates.map(async (path) => ((await isProgram(path)) ? [path] : [])),
  );
  return found.flat();
}

/** Whether the file exists and may be executed. */
export async function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Whether `path` is `folder` or lies in it, judged by the text of two absolute paths. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** The path with links resolved, or as it is when it does not exist. */
export async function realPathOr(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

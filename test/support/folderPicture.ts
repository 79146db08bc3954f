import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** One line per file, link and folder below a folder, sorted: path, mode, and hash or target. Links are not followed. */
export function folderPicture(root: string): readonly string[] {
  return pathsBelow(root, '')
    .toSorted()
    .map((path) => `${path} ${describe(join(root, path))}`);
}

/** The recursive mode of `readdir` would follow links. */
function pathsBelow(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? [path, ...pathsBelow(root, path)] : [path];
  });
}

function describe(path: string): string {
  const stats = lstatSync(path);
  const mode = (stats.mode & 0o777).toString(8);
  if (stats.isSymbolicLink()) return `-> ${readlinkSync(path)}`;
  if (stats.isDirectory()) return `${mode} folder`;
  return `${mode} ${createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16)}`;
}

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Folders of other projects and tools. */
const FOREIGN = ['node_modules', '.git', 'site-packages', '__pycache__'];
/** Folders that hold no tests of the project itself. */
const SKIPPED = [...FOREIGN, 'dist', 'build', 'coverage'];
/** Enough to judge a project by; a search must not take seconds. */
const MAX_FILES = 20_000;

/** Files of the folder, relative with `/`, without dependencies and build output; at most 20 000. */
export async function listProjectFiles(root: string): Promise<readonly string[]> {
  return listFiles(root, new Set(SKIPPED));
}

/** As `listProjectFiles`, with what the project's tools have made. */
export async function listBuiltFiles(root: string): Promise<readonly string[]> {
  return listFiles(root, new Set(FOREIGN));
}

async function listFiles(root: string, skipped: ReadonlySet<string>): Promise<readonly string[]> {
  const files: string[] = [];
  const folders = [''];
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    if (files.length >= MAX_FILES) break;
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
    const isEnvironment = entries.some(({ name }) => name === 'pyvenv.cfg');
    for (const entry of isEnvironment ? [] : entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isFile()) files.push(path);
      else if (entry.isDirectory() && !skipped.has(entry.name)) folders.push(path);
    }
  }
  return files.sort();
}

/** The text of a file below the folder; empty when it can't be read. */
export async function readProjectFile(root: string, path: string): Promise<string> {
  return readFile(join(root, path), 'utf8').catch(() => '');
}

import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { ExplainedError } from '../../core/errors';
import { isErrorCode } from './errorCode';
import { isIgnoredByDefault } from './folderKinds';
import { gitListing } from './gitListing';
import type { WorkspacePaths } from './workspacePaths';

/** More files than this could be neither copied nor watched in reasonable time. */
const MAX_FILES = 100_000;

/** Lists a workspace by git, or by a walk with the default ignores; throws when there are too many files. */
export async function listWorkspace(root: string): Promise<WorkspacePaths> {
  const listing = (await gitListing(root)) ?? (await walkListing(root));
  if (listing.files.length > MAX_FILES) throw tooMany(root);
  return listing;
}

/** The regular files and links below a folder, without what is ignored by default. */
export async function walkListing(root: string): Promise<WorkspacePaths> {
  const files: string[] = [];
  const ignored: string[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of await entriesOf(join(root, folder))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (isIgnoredByDefault(path)) ignored.push(path);
      else if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile() || entry.isSymbolicLink()) files.push(path);
    }
    if (files.length > MAX_FILES) throw tooMany(root);
  }
  return { files, ignored };
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    // A folder that may not be read, or that vanished, has nothing to test.
    if (isErrorCode(error, 'EACCES', 'EPERM', 'ENOENT', 'ENOTDIR')) return [];
    throw error;
  }
}

function tooMany(root: string): ExplainedError {
  return new ExplainedError(
    `The folder ${root} has more than ${MAX_FILES} files, too many to copy for a test run; open the package's own folder instead.`,
    'environment',
  );
}

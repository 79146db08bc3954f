import { chmod, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { isErrorCode } from './errorCode';

/** Tries for files that another process still holds, as on Windows. */
const RETRIES = 3;

/** Removes a folder and all below it, without following links; folders that tests locked are opened first. */
export async function removeTree(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true, maxRetries: RETRIES });
  } catch (error) {
    if (!isErrorCode(error, 'EACCES', 'EPERM', 'ENOTEMPTY')) throw error;
    await unlock(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: RETRIES });
  }
}

async function unlock(folder: string): Promise<void> {
  await chmod(folder, 0o700);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await unlock(join(folder, entry.name));
  }
}

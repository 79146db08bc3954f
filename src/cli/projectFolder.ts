import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from './usageError';

/** The absolute real path of an existing folder; throws a `UsageError` otherwise. */
export async function projectFolder(written: string): Promise<string> {
  const folder = path.resolve(written);
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() === true) return realpath(folder);
  throw new UsageError(`${folder} is not a folder; name the project with --cwd.`);
}

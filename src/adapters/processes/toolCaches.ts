import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Arguments of bubblewrap that give build tools caches of their own in this folder, where they would write into those of
 * the user; of what these hold, what was downloaded is read.
 */
export async function toolCaches(
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<readonly string[]> {
  const gradle = join(folder, 'gradle');
  const usersGradle = environment['GRADLE_USER_HOME'] ?? join(homedir(), '.gradle');
  const wrapper = join(gradle, 'wrapper');
  await mkdir(wrapper, { recursive: true, mode: 0o700 });
  return [
    ...['--setenv', 'GOCACHE', join(folder, 'go-build')],
    ...['--setenv', 'GRADLE_USER_HOME', gradle],
    ...['--setenv', 'GRADLE_RO_DEP_CACHE', join(usersGradle, 'caches')],
    ...['--ro-bind-try', join(usersGradle, 'wrapper'), wrapper],
  ];
}

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The Node release that code-server is built for and run with. */
export const NODE_MAJOR = 24;

/** The folder of this file, which holds the manifest and the lock file of the host. */
export const manifestFolder = dirname(fileURLToPath(import.meta.url));

/**
 * The folder that holds the installed VS Code host, whether or not it is there yet.
 * It lies in the user's cache, so that a fresh clone doesn't build it again, and its name changes with
 * the lock file, the Node release and the platform, so that a stale one is never taken.
 */
export function hostFolder() {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const manifest = JSON.parse(readFileSync(join(manifestFolder, 'package.json'), 'utf8'));
  const lock = readFileSync(join(manifestFolder, 'package-lock.json'));
  const hash = createHash('sha256').update(lock).digest('hex').slice(0, 12);
  const version = manifest.dependencies['code-server'];
  const key = `${version}-${hash}-node${NODE_MAJOR}-${process.platform}-${process.arch}`;
  return join(cache, 'fixpoint', 'vscode-host', key);
}

/** The program of VS Code's server inside an installed host folder. */
export function serverProgram(folder = hostFolder()) {
  return join(folder, 'node_modules', 'code-server', 'lib', 'vscode', 'out', 'server-main.js');
}

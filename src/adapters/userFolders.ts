import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where a user's folders are looked up; the process's own values by default. */
export interface UserSurroundings {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Absolute path of the folder for things to keep, such as journals; not created. */
export function stateFolder(surroundings: UserSurroundings = ownSurroundings()): string {
  return userFolder(surroundings, {
    variable: 'XDG_STATE_HOME',
    linux: ['.local', 'state'],
    darwin: ['Library', 'Application Support'],
    windows: 'State',
  });
}

/** Absolute path of the folder for things that may be lost, such as candidate trees; not created. */
export function cacheFolder(surroundings: UserSurroundings = ownSurroundings()): string {
  return userFolder(surroundings, {
    variable: 'XDG_CACHE_HOME',
    linux: ['.cache'],
    darwin: ['Library', 'Caches'],
    windows: 'Cache',
  });
}

interface FolderNames {
  readonly variable: string;
  readonly linux: readonly string[];
  readonly darwin: readonly string[];
  readonly windows: string;
}

function userFolder({ platform, home, env }: UserSurroundings, names: FolderNames): string {
  const chosen = env[names.variable];
  // The XDG rules say that a relative value is to be ignored.
  if (chosen !== undefined && isAbsolute(chosen)) return join(chosen, 'fixpoint');
  if (platform === 'win32') {
    return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'fixpoint', names.windows);
  }
  return join(home, ...(platform === 'darwin' ? names.darwin : names.linux), 'fixpoint');
}

function ownSurroundings(): UserSurroundings {
  return { platform: process.platform, home: homedir(), env: process.env };
}

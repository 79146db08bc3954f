import { lstat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { realPathOr } from './findProgram';

/** Where keys and passwords of a user lie, below the home folder. */
const IN_HOME = [
  '.ssh',
  '.gnupg',
  '.password-store',
  '.netrc',
  '.git-credentials',
  '.npmrc',
  '.yarnrc.yml',
  '.pypirc',
  '.gem/credentials',
  '.cargo/credentials',
  '.cargo/credentials.toml',
  '.m2/settings-security.xml',
  '.aws',
  '.azure',
  '.kube',
  '.docker',
  '.oci',
  '.terraform.d',
  '.config/gh',
  '.config/glab-cli',
  '.config/hub',
  '.config/git/credentials',
  '.config/gcloud',
  '.config/doctl',
  '.config/op',
  '.config/rclone',
  '.config/containers',
  '.config/google-chrome',
  '.config/chromium',
  '.config/Code',
  '.local/share/keyrings',
  '.mozilla',
  '.bash_history',
  '.zsh_history',
  '.python_history',
  '.node_repl_history',
];
/** Doors to programs of the user and of the system that do more than tests may. */
const DOORS = ['/run/docker.sock', '/run/podman', '/run/containerd'];

/** A place that is there, with links resolved. */
export interface SecretPlace {
  readonly path: string;
  readonly isFolder: boolean;
}

/** The places with keys, passwords or doors to more rights that this machine has. */
export async function secretPlaces(): Promise<readonly SecretPlace[]> {
  const own = process.getuid === undefined ? [] : [`/run/user/${process.getuid()}`];
  const paths = [...IN_HOME.map((path) => join(homedir(), path)), ...DOORS, ...own];
  const found = await Promise.all(paths.map(placeAt));
  return found.flat();
}

async function placeAt(written: string): Promise<readonly SecretPlace[]> {
  const path = await realPathOr(written);
  const stat = await lstat(path).catch(() => undefined);
  return stat === undefined ? [] : [{ path, isFolder: stat.isDirectory() }];
}

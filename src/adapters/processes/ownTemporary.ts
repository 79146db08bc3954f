import { createHash } from 'node:crypto';
import { lstat, mkdtemp, readdir } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isOfDeadProcess, thisProcess } from '../ownerLock';
import { removeTree } from '../workspace/removeTree';

/** What a folder is for: one run's files, loaded tests, or builds of a tree. */
export type TemporaryKind = 'run' | 'warm' | 'build';

const NAME = /^fixpoint-(?:run|warm|build)-([0-9a-f]{6})-(\d+)\.(\d+)-/;

/** A new private folder in the system's temporary folder, by whose name its owner is known; who makes it removes it. */
export function makeOwnTemporary(kind: TemporaryKind): Promise<string> {
  const { pid, startTicks = 0 } = thisProcess();
  const owner = `${machine()}-${String(pid)}.${String(startTicks)}`;
  return mkdtemp(join(tmpdir(), `fixpoint-${kind}-${owner}-`));
}

/** Removes what processes of this user on this machine left in the temporary folder when they were killed. */
export async function removeDeadTemporaries(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const [, host, pid, startTicks] = NAME.exec(name) ?? [];
    if (host !== machine()) continue;
    const owner = { ...thisProcess(), pid: Number(pid), startTicks: Number(startTicks) };
    const folder = join(tmpdir(), name);
    if (isGone(owner) && (await isOwnFolder(folder))) await removeTree(folder);
  }
}

/** Containers may share a temporary folder, but not their processes. */
function machine(): string {
  return createHash('sha256').update(hostname()).digest('hex').slice(0, 6);
}

function isGone(owner: ReturnType<typeof thisProcess>): boolean {
  if (owner.pid !== process.pid) return isOfDeadProcess(owner);
  return owner.startTicks !== (thisProcess().startTicks ?? 0);
}

async function isOwnFolder(folder: string): Promise<boolean> {
  const stats = await lstat(folder).catch(() => undefined);
  return stats?.isDirectory() === true && stats.uid === (process.getuid?.() ?? stats.uid);
}

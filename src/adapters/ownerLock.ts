import { readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';

import { isErrorCode } from './workspace/errorCode';

/** What came of looking at a lock: nobody holds it, its process lives or may live elsewhere, or its process is dead. */
export type LockState = 'free' | 'held' | 'abandoned';

/** Names this process to others that share its files, as plain data. */
export function thisProcess(): ProcessName {
  return { pid: process.pid, host: hostname(), startedMs: performance.timeOrigin };
}

interface ProcessName {
  readonly pid: number;
  readonly host: string;
  /** Tells a process from an older one with the same id, as containers give it at each start. */
  readonly startedMs: number;
}

/** Writes a lock that names this process; rejects with `EEXIST` when there is one already. */
export async function writeLock(file: string): Promise<void> {
  const owner = JSON.stringify(thisProcess());
  await writeFile(file, owner, { flag: 'wx', mode: 0o600 });
}

/** Removes a lock; does nothing when there is none. */
export async function removeLock(file: string): Promise<void> {
  await rm(file, { force: true });
}

/** The state of a lock; whatever is not known for sure counts as held. */
export async function lockState(file: string): Promise<LockState> {
  try {
    const owner: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isOfDeadProcess(owner) ? 'abandoned' : 'held';
  } catch (error) {
    // Anything else is just being written by another process.
    return isErrorCode(error, 'ENOENT') ? 'free' : 'held';
  }
}

/** Whether this is the `thisProcess` of a process that is gone for sure. */
export function isOfDeadProcess(owner: unknown): boolean {
  if (typeof owner !== 'object' || owner === null) return false;
  // Of a process on another machine that shares the folder nothing is known.
  if (!('host' in owner) || owner.host !== hostname()) return false;
  if (!('pid' in owner) || typeof owner.pid !== 'number') return false;
  return owner.pid === process.pid ? !isOwnStart(owner) : !isAlive(owner.pid);
}

function isOwnStart(owner: object): boolean {
  return 'startedMs' in owner && owner.startedMs === thisProcess().startedMs;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !isErrorCode(error, 'ESRCH');
  }
}

import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { link, readFile, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';

import { isErrorCode } from './workspace/errorCode';

/** What came of looking at a lock: nobody holds it, its process lives or may live elsewhere, or its process is dead. */
export type LockState = 'free' | 'held' | 'abandoned';

/** Names this process to others that share its files, as plain data. */
export function thisProcess(): ProcessName {
  const startTicks = startTicksOf(process.pid);
  return {
    pid: process.pid,
    host: hostname(),
    startedMs: performance.timeOrigin,
    ...(startTicks !== undefined && { startTicks }),
  };
}

interface ProcessName {
  readonly pid: number;
  readonly host: string;
  /** Tells a process from an older one with the same id, as containers give it at each start. */
  readonly startedMs: number;
  /** Tells it to other processes, where the system keeps it: hundredths of a second since boot. */
  readonly startTicks?: number;
}

/** A lock is written in one go, so one that can't be read for so long was torn by a crash. */
const TORN_AFTER_MS = 60_000;

/** Writes a lock that names this process; throws `EEXIST` when there is one already. */
export function writeLock(file: string): void {
  const owner = JSON.stringify(thisProcess());
  // Without a turn of the event loop in between: a process that is killed there would leave an empty lock.
  writeFileSync(file, owner, { flag: 'wx', mode: 0o600 });
}

/** Takes a lock for this process, that of a dead process too; false when another process holds it. */
export async function takeLock(file: string): Promise<boolean> {
  if ((await lockState(file)) === 'abandoned') await setAside(file);
  try {
    writeLock(file);
    return true;
  } catch (error) {
    if (isErrorCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Of several processes that take over one lock only one gets it, and a new one that was caught is put back. */
async function setAside(file: string): Promise<void> {
  const aside = `${file}.${randomUUID().slice(0, 8)}`;
  try {
    await rename(file, aside);
    if ((await lockState(aside)) !== 'abandoned') await link(aside, file);
  } catch (error) {
    // Another process was faster.
    if (!isErrorCode(error, 'ENOENT', 'EEXIST')) throw error;
  } finally {
    await rm(aside, { force: true });
  }
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
    if (isErrorCode(error, 'ENOENT')) return 'free';
    // Anything else is just being written by another process.
    return error instanceof SyntaxError && (await isTorn(file)) ? 'abandoned' : 'held';
  }
}

async function isTorn(file: string): Promise<boolean> {
  const stats = await stat(file).catch(() => undefined);
  return stats !== undefined && Date.now() - stats.mtimeMs > TORN_AFTER_MS;
}

/** Whether this is the `thisProcess` of a process that is gone for sure. */
export function isOfDeadProcess(owner: unknown): boolean {
  if (typeof owner !== 'object' || owner === null) return false;
  // Of a process on another machine that shares the folder nothing is known.
  if (!('host' in owner) || owner.host !== hostname()) return false;
  if (!('pid' in owner) || typeof owner.pid !== 'number') return false;
  if (owner.pid === process.pid) return !isOwnStart(owner);
  return !isAlive(owner.pid) || isNamesake(owner, owner.pid);
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

/** Whether the id was given to another process since, as after a restart of the machine. */
function isNamesake(owner: object, pid: number): boolean {
  if (!('startTicks' in owner) || typeof owner.startTicks !== 'number') return false;
  const now = startTicksOf(pid);
  return now !== undefined && now !== owner.startTicks;
}

/** The fields of /proc/PID/stat after the name, in which brackets may stand; the start is the twentieth. */
const START_FIELD = 19;

function startTicksOf(pid: number): number | undefined {
  try {
    const text = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[START_FIELD]);
    return Number.isFinite(ticks) ? ticks : undefined;
  } catch {
    return undefined;
  }
}

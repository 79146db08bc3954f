import { setTimeout as delay } from 'node:timers/promises';
import { RUN_ID_VARIABLE } from './killTree';
import {
  listProcesses,
  readEnvironmentValue,
  readProcStat,
  readWorkingDirectory,
} from './procFiles';
import { folderOfRun } from './runPlace';

/** A process may start another one while it is being killed, so the sweep is repeated until nothing is found. */
const MAX_SWEEPS = 100;
const SWEEP_EVERY_MS = 10;

/** Kills the runs of a process that was killed itself: what was started for runs in this folder or below. Linux only. */
export async function killAbandonedRuns(folder: string): Promise<void> {
  if (process.platform !== 'linux') return;
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    const pids = await listProcesses();
    const found = await Promise.all(pids.map((pid) => isOfRunIn(pid, folder)));
    if (!found.includes(true)) return;
    pids.filter((_, index) => found[index] === true).forEach(killQuietly);
    await delay(SWEEP_EVERY_MS);
  }
}

async function isOfRunIn(pid: number, folder: string): Promise<boolean> {
  if (pid === process.pid) return false;
  const runId = await readEnvironmentValue(pid, RUN_ID_VARIABLE);
  if (runId === undefined) return false;
  const isOwn = isIn(folder, folderOfRun(runId)) || isIn(folder, await readWorkingDirectory(pid));
  return isOwn && (await readProcStat(pid))?.state !== 'Z';
}

function isIn(folder: string, place: string | undefined): boolean {
  return place === folder || (place?.startsWith(`${folder}/`) ?? false);
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Already gone, or not ours.
  }
}

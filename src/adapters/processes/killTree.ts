import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import {
  hasEnvironmentEntry,
  listProcesses,
  readProcStat,
  readWorkingDirectory,
  type ProcStat,
} from './procFiles';

/** The environment variable by which every descendant of a run is found again. */
export const RUN_ID_VARIABLE = 'FIXPOINT_RUN_ID';

/** What identifies the processes of one run. */
export interface RunMark {
  readonly pid: number;
  /** Value of `RUN_ID_VARIABLE` in the run's environment. */
  readonly runId: string;
  /** Real absolute path of the folder that the run works in. */
  readonly folder: string;
  /** Hundredths of a second between boot and the run's start. */
  readonly startTicks: number;
}

/** A process may start another one while it is being killed, so the sweep is repeated until nothing is found. */
const MAX_SWEEPS = 20;
/** How often and how long the end of killed processes is looked for: a child is known as an orphan only after that. */
const LOOK_EVERY_MS = 5;
const MAX_LOOKS = 200;
/** Programs that adopt processes whose parent ended. */
const ADOPTERS = new Set(['systemd', 'init', 'tini', 'dumb-init', 'docker-init', 's6-svscan']);

/**
 * Kills a run and everything it started: its process group, then (Linux) what carries its id in the environment and
 * orphans without a terminal that were started since in its folder. Never throws.
 */
export async function killTree(mark: RunMark): Promise<void> {
  if (process.platform === 'win32') {
    await execa('taskkill', ['/PID', String(mark.pid), '/T', '/F'], { reject: false });
    return;
  }
  killQuietly(-mark.pid);
  if (process.platform !== 'linux') return;
  await groupToEnd(mark.pid);
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    const leftovers = await findLeftovers(mark);
    if (leftovers.length === 0) return;
    leftovers.forEach(killQuietly);
    await delay(LOOK_EVERY_MS);
  }
}

/** Waits, within limits, until no process of a killed group runs any more. */
async function groupToEnd(group: number): Promise<void> {
  for (let look = 0; look < MAX_LOOKS; look++) {
    const stats = await Promise.all((await listProcesses()).map(readProcStat));
    if (!stats.some((stat) => stat?.group === group && stat.state !== 'Z')) return;
    await delay(LOOK_EVERY_MS);
  }
}

/** Kills the process group at once; for the moment in which the host itself exits. */
export function killGroupNow(pid: number): void {
  killQuietly(process.platform === 'win32' ? pid : -pid);
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Already gone, or not ours.
  }
}

async function findLeftovers(mark: RunMark): Promise<readonly number[]> {
  const pids = await listProcesses();
  const found = await Promise.all(
    pids.map(async (pid) => ((await isLeftover(pid, mark)) ? [pid] : [])),
  );
  return found.flat();
}

async function isLeftover(pid: number, mark: RunMark): Promise<boolean> {
  if (pid === process.pid || pid === 1) return false;
  const stat = await readProcStat(pid);
  if (stat === undefined || stat.state === 'Z' || stat.startTicks < mark.startTicks) return false;
  if (await hasEnvironmentEntry(pid, `${RUN_ID_VARIABLE}=${mark.runId}`)) return true;
  return (await isOrphan(stat)) && (await worksIn(pid, mark.folder));
}

/** A process that somebody still waits for, or that has a terminal, is somebody else's. */
async function isOrphan(stat: ProcStat): Promise<boolean> {
  if (stat.terminal !== 0) return false;
  if (stat.parent === 1) return true;
  const parent = await readProcStat(stat.parent);
  return parent !== undefined && ADOPTERS.has(parent.name);
}

async function worksIn(pid: number, folder: string): Promise<boolean> {
  const directory = await readWorkingDirectory(pid);
  return directory === folder || (directory?.startsWith(`${folder}/`) ?? false);
}

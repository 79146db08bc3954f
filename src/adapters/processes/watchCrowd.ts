import { availableParallelism } from 'node:os';
import { RUN_ID_VARIABLE } from './killTree';
import { hasEnvironmentEntry, listProcesses } from './procFiles';

/** More processes at a time than a parallel build or test run has: some for each core, and room for small machines. */
const PER_CORE = 16;
const AT_LEAST = 400;

/** Most processes that a run may have at a time. */
export const MAX_PROCESSES = Math.max(AT_LEAST, PER_CORE * availableParallelism());

/**
 * Tells whether a run has more processes than it may have; never where there is no /proc. Whose they are is only looked at
 * once there are so many more than at first.
 */
export function watchCrowd(runId: string, most = MAX_PROCESSES): () => Promise<boolean> {
  const before = listProcesses();
  return async () => {
    const pids = await listProcesses();
    if (pids.length - (await before).length < most / 2) return false;
    const entry = `${RUN_ID_VARIABLE}=${runId}`;
    const own = await Promise.all(pids.map((pid) => hasEnvironmentEntry(pid, entry)));
    return own.filter(Boolean).length > most;
  };
}

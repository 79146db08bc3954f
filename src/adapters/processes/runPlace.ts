import { randomUUID } from 'node:crypto';
import { uptime } from 'node:os';
import { realPathOr } from './findProgram';
import type { RunMark } from './killTree';

/** The kernel's clock ticks per second. */
const TICKS_PER_SECOND = 100;

/** What a process that is about to start in a folder will be found again by, besides its id. */
export async function runPlace(cwd: string): Promise<Omit<RunMark, 'pid'>> {
  const startTicks = Math.floor(uptime() * TICKS_PER_SECOND) - 1;
  const folder = await realPathOr(cwd);
  return { runId: `${randomUUID()}@${folder}`, folder, startTicks };
}

/** The folder that the run with this id was started in. */
export function folderOfRun(runId: string): string | undefined {
  const at = runId.indexOf('@');
  return at < 0 ? undefined : runId.slice(at + 1);
}

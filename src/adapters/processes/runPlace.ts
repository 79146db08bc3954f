import { randomUUID } from 'node:crypto';
import { uptime } from 'node:os';
import { realPathOr } from './findProgram';
import type { RunMark } from './killTree';

/** The kernel's clock ticks per second. */
const TICKS_PER_SECOND = 100;

/** What a process that is about to start in a folder will be found again by, besides its id. */
export async function runPlace(cwd: string): Promise<Omit<RunMark, 'pid'>> {
  const startTicks = Math.floor(uptime() * TICKS_PER_SECOND) - 1;
  return { runId: randomUUID(), folder: await realPathOr(cwd), startTicks };
}

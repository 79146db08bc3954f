import { execa } from 'execa';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { killGroupNow, killTree, RUN_ID_VARIABLE } from './killTree';
import { processEnvironment } from './processEnvironment';
import { listProcesses, readProcStat } from './procFiles';
import { runPlace } from './runPlace';
import { closedCommand } from './sandbox';

/** A command that is spoken to while it runs, without a shell. */
export interface SpokenRequest {
  /** Program and arguments. */
  readonly command: readonly string[];
  readonly cwd: string;
  /** Set on top of the filtered environment; undefined removes a variable. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Whether everything else on the machine goes first. */
  readonly isBackground?: boolean;
}

/** A running process; whoever started it kills it. */
export interface SpokenProcess {
  /** Its standard input; when that ends, the process should end by itself. */
  readonly input: Writable;
  /** What it writes to file descriptor 3; what it prints is dropped. */
  readonly answers: Readable;
  readonly exited: Promise<void>;
  /** Ends it and everything it started. */
  kill(): Promise<void>;
}

/** A process may end by itself for this long, so that it can take along what no process list shows. In milliseconds. */
const GRACE_MS = 500;

/** Starts a command in its own process group; undefined when it can't be started. */
export async function startProcess(request: SpokenRequest): Promise<SpokenProcess | undefined> {
  const place = await runPlace(request.cwd);
  const { command, isClosed } = await closedCommand(request);
  const child = spawn({ ...request, command }, place.runId);
  const { pid, stdin: input } = child;
  const answers = child.stdio[3];
  if (pid === undefined) {
    await child;
    return undefined;
  }
  if (request.isBackground === true) await giveWay(pid, isClosed);
  const exited = once(child, 'exit').then(() => undefined);
  const killOnExit = (): void => {
    killGroupNow(pid);
  };
  process.once('exit', killOnExit);
  // A process that is gone can't be written to; that is seen by its end.
  input.on('error', () => undefined);
  answers.on('error', () => undefined);
  return {
    input,
    answers,
    exited,
    async kill() {
      input.end();
      await Promise.race([exited, delay(GRACE_MS, undefined, { ref: false })]);
      await killTree({ ...place, pid });
      process.removeListener('exit', killOnExit);
      input.destroy();
      answers.destroy();
    },
  };
}

/** Lowers the priority of a process and of what it will start; of a sandbox also what it has started. */
async function giveWay(group: number, isClosed: boolean): Promise<void> {
  lower(group);
  if (!isClosed) return;
  for (const pid of await listProcesses()) {
    if ((await readProcStat(pid))?.group === group) lower(pid);
  }
}

function lower(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It may have ended already; and where the system does not allow it, the work is still right.
  }
}

function spawn({ command, cwd, environment }: SpokenRequest, runId: string) {
  const [program = '', ...args] = command;
  return execa(program, args, {
    cwd,
    env: processEnvironment(process.env, { ...environment, [RUN_ID_VARIABLE]: runId }),
    extendEnv: false,
    stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
    buffer: false,
    reject: false,
    cleanup: false,
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
}

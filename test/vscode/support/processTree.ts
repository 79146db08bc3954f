import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { poll } from './poll';

/** A running program with what it has printed so far. Whoever started it calls `stop`. */
export interface RunningProgram {
  readonly pid: number;
  readonly output: () => string;
  readonly hasEnded: () => boolean;
  /** Asks the program to end, kills it and all its descendants after a grace time, and returns when they are gone. */
  readonly stop: () => Promise<void>;
}

export interface ProgramOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Starts a program and collects its output; throws when it can't be started. */
export function startProgram(
  command: string,
  args: readonly string[],
  options: ProgramOptions,
): RunningProgram {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.on('error', (problem) => {
    output += `\n${command} could not be started: ${problem.message}\n`;
  });
  // When the tests are interrupted nobody calls `stop`.
  const killAtExit = (): void => {
    killTree(child);
  };
  process.once('exit', killAtExit);
  return {
    pid: child.pid ?? -1,
    output: () => output,
    hasEnded: () => isEnded(child),
    stop: async () => {
      await stopTree(child);
      process.off('exit', killAtExit);
    },
  };
}

function isEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

async function stopTree(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  // Terminals run in sessions of their own, so neither a signal to the group nor one to the parent reaches
  // them; and once their parent is gone nothing tells whose they were. So the list is taken first.
  const tree = [child.pid, ...descendantsOf(child.pid)];
  child.kill('SIGTERM');
  const grace = { timeoutMs: 5_000 };
  await poll('the server to end', () => isEnded(child), grace).catch(() => undefined);
  for (const pid of tree) kill(pid);
  await poll('the killed processes to vanish', () => !tree.some(isAlive), { timeoutMs: 10_000 });
}

function killTree(child: ChildProcess): void {
  if (child.pid === undefined || isEnded(child)) return;
  for (const pid of [child.pid, ...descendantsOf(child.pid)]) kill(pid);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself meanwhile.
  }
}

/** Whether a process is there, and does not only wait to be reaped. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return parentOf(pid) !== undefined;
  } catch {
    return false;
  }
}

/** The process ids of all children, grandchildren and so on of a process, parents first. */
export function descendantsOf(pid: number): number[] {
  const parents = readParents();
  const found = [pid];
  for (const ancestor of found) {
    for (const [child, parent] of parents) if (parent === ancestor) found.push(child);
  }
  return found.slice(1);
}

function readParents(): Map<number, number> {
  if (!existsSync('/proc/self/stat')) return readParentsFromPs();
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const pairs = pids.map((name) => [Number(name), parentOf(Number(name))] as const);
  return new Map(pairs.filter((pair): pair is readonly [number, number] => pair[1] !== undefined));
}

function readParentsFromPs(): Map<number, number> {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).split('\n');
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
  return new Map(pairs.map(([pid, parent]) => [pid ?? 0, parent ?? 0] as const));
}

/** The parent of a living process; `undefined` when it is gone or only waits to be reaped. */
function parentOf(pid: number): number | undefined {
  if (!existsSync('/proc/self/stat')) return readParentsFromPs().get(pid);
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? undefined : Number(parent);
  } catch {
    return undefined;
  }
}

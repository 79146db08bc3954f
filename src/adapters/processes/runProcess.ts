import { execa } from 'execa';
import { once } from 'node:events';
import { StringDecoder } from 'node:string_decoder';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { TestLimits } from '../../core/ports';
import { createBoundedText } from './boundedText';
import { killGroupNow, killTree, RUN_ID_VARIABLE, type RunMark } from './killTree';
import { processEnvironment } from './processEnvironment';
import { runPlace } from './runPlace';
import { closedCommand, signalOf, type ClosedCommand } from './sandbox';
import { watchCrowd } from './watchCrowd';
import { watchProcess, type ProcessSign, type ProcessWatch, type StopReason } from './watchProcess';

/** A command to run, without a shell. */
export interface ProcessRequest {
  /** Program and arguments. */
  readonly command: readonly string[];
  readonly cwd: string;
  /** Set on top of the filtered environment; undefined removes a variable. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly limits: TestLimits;
  /** Most processes at a time, if other than usual. */
  readonly maxProcesses?: number;
  /** Silence counts from the first output on, because a build that says nothing comes first. */
  readonly isSilentAtFirst?: boolean;
  /** Called with each piece of standard output and standard error. */
  readonly onOutput?: (text: string, stream: OutputStream) => void;
  /** Asked several times a second for other signs of life than output. */
  readonly readSign?: () => Promise<ProcessSign>;
}

/** Where a process prints to. */
export type OutputStream = 'stdout' | 'stderr';

/** How a process ended. `exitCode` and `signal` are both absent when it never started. */
export interface ProcessResult {
  readonly exitCode?: number;
  readonly signal?: string;
  /** Set when the process was stopped instead of ending by itself. */
  readonly stopped?: StopReason;
  /** Why the process could not be started. */
  readonly startError?: string;
  /** Both outputs in the order of arrival, bounded: the beginning and the end. */
  readonly output: string;
  readonly durationMs: number;
}

/** Streams that a vanished process left open get this long to deliver the rest, in milliseconds. */
const DRAIN_MS = 1000;

/**
 * Runs a command in its own process group with standard input closed, until it ends, a limit is met or the signal
 * aborts; then kills everything it left behind. Never rejects: every end is a value.
 */
export async function runProcess(
  request: ProcessRequest,
  signal: AbortSignal,
): Promise<ProcessResult> {
  if (signal.aborted) return { stopped: 'aborted', output: '', durationMs: 0 };
  const start = performance.now();
  const place = await runPlace(request.cwd);
  const output = createBoundedText();
  const isCrowd = watchCrowd(place.runId, request.maxProcesses);
  const watch = watchProcess({ ...request, isCrowd }, signal);
  const closed = await closedCommand(request);
  const child = spawn({ ...request, command: closed.command }, place.runId);
  for (const stream of ['stdout', 'stderr'] as const) {
    listen(child[stream], (text) => {
      watch.sawLife();
      output.add(text);
      request.onOutput?.(text, stream);
    });
  }
  const end = await untilGone(child, watch, place);
  watch.dispose();
  return {
    ...asOpen(end, closed),
    output: output.read(),
    durationMs: Math.round(performance.now() - start),
  };
}

type Child = ReturnType<typeof spawn>;
type ProcessEnd = Omit<ProcessResult, 'output' | 'durationMs'>;

/** A sandbox ends by an exit code where what runs in it ended by a signal. */
function asOpen(end: ProcessEnd, { isClosed }: ClosedCommand): ProcessEnd {
  const { exitCode, ...rest } = end;
  const signal = isClosed && exitCode !== undefined ? signalOf(exitCode) : undefined;
  return signal === undefined ? end : { ...rest, signal };
}

function spawn(request: ProcessRequest, runId: string) {
  const [program = '', ...args] = request.command;
  const added = { ...request.environment, [RUN_ID_VARIABLE]: runId };
  return execa(program, args, {
    cwd: request.cwd,
    env: processEnvironment(process.env, added),
    extendEnv: false,
    stdin: 'ignore',
    buffer: false,
    reject: false,
    cleanup: false,
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
}

function listen(stream: Readable, onText: (text: string) => void): void {
  const decoder = new StringDecoder('utf8');
  stream.on('data', (chunk: Buffer) => {
    const text = decoder.write(chunk);
    if (text !== '') onText(text);
  });
}

async function untilGone(
  child: Child,
  watch: ProcessWatch,
  place: Omit<RunMark, 'pid'>,
): Promise<ProcessEnd> {
  const { pid } = child;
  if (pid === undefined) {
    const { shortMessage } = await child;
    return { startError: shortMessage ?? 'The program could not be started.' };
  }
  const killOnExit = (): void => {
    killGroupNow(pid);
  };
  process.once('exit', killOnExit);
  const exited = once(child, 'exit').then(() => undefined);
  const stopped = await Promise.race([exited, watch.stopped]);
  await killTree({ ...place, pid });
  process.removeListener('exit', killOnExit);
  await Promise.race([child, delay(DRAIN_MS, undefined, { ref: false })]);
  child.stdout.destroy();
  child.stderr.destroy();
  return {
    ...(child.exitCode !== null && { exitCode: child.exitCode }),
    ...(child.signalCode !== null && { signal: child.signalCode }),
    ...(stopped !== undefined && { stopped }),
  };
}

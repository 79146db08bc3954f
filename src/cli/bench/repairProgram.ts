import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monotonicClock } from '../../adapters/monotonicClock';
import { detectTestRunner } from '../../adapters/testRunners/detection/detectTestRunner';
import { withTimeLimit } from '../../adapters/timeLimit';
import { applyToFolder } from '../../adapters/workspace/applyToFolder';
import { openWorkspace } from '../../adapters/workspace/nodeWorkspace';
import { budgetFor } from '../../core/policy/efforts';
import type { Syntax } from '../../core/ports';
import type { SessionEvent } from '../../core/session/events';
import type { FileEdit } from '../../core/revisions/fileEdit';
import { emptySession, nextSession, type SessionState } from '../../core/session/sessionState';
import { solve } from '../../core/session/solve';
import type { Task } from '../../core/session/task';
import { assets } from '../assets';
import type { BenchProgram, Half, ProjectFiles } from './benchProgram';

/** What came of one program. */
export interface BenchResult {
  readonly name: string;
  /** Whether a repair passes the tests that the repairer saw. */
  readonly plausible: boolean;
  /** Whether it passes all tests of the set, too. */
  readonly correct: boolean;
  readonly outcome: string;
  /** Candidates that were tested. */
  readonly tried: number;
  /** Wall time of the repair in milliseconds, without the judging. */
  readonly durationMs: number;
  readonly patch: string;
}

/** How a program is repaired. */
export interface BenchSettings {
  readonly syntax: Syntax;
  /** Limit for each program, in milliseconds. */
  readonly timeoutMs: number;
  readonly seed: number;
}

/** Limits of the runs of tests: the sets have endless loops. */
const TEST_LIMITS = { timeoutMs: 20_000, silenceMs: 5_000 };

interface Job {
  readonly program: BenchProgram;
  readonly settings: BenchSettings;
}

/** Repairs a program without a model by one half of its tests and judges that by all; rejects with the signal's reason. */
export async function repairProgram(job: Job, signal: AbortSignal): Promise<BenchResult> {
  const first = await repairByHalf(job, 0, signal);
  // A half without a failing test asks for nothing.
  return first.outcome === 'already-green' ? repairByHalf(job, 1, signal) : first;
}

async function repairByHalf(job: Job, half: Half, signal: AbortSignal): Promise<BenchResult> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'fixpoint-bench-')));
  try {
    await writeProject(folder, job.program.project(half));
    return await repairIn(folder, job, signal);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function repairIn(folder: string, job: Job, signal: AbortSignal): Promise<BenchResult> {
  const started = monotonicClock.now();
  const { state, tried } = await solveIn(folder, job, signal);
  const durationMs = monotonicClock.now() - started;
  const kind = state.outcome?.kind ?? 'none';
  const plausible = kind === 'fixed' || kind === 'fixed-unproven';
  if (plausible) await applyToFolder(folder, editsOf(state));
  return {
    name: job.program.name,
    plausible,
    correct: plausible && (await passesAll(folder, job.program, signal)),
    outcome: kind,
    tried,
    durationMs,
    patch: state.outcome?.patch ?? '',
  };
}

async function solveIn(
  folder: string,
  { program, settings }: Job,
  signal: AbortSignal,
): Promise<{ readonly state: SessionState; readonly tried: number }> {
  const runner = await detectTestRunner({
    root: folder,
    name: program.runner,
    ...assets.reporters,
  });
  const workspace = await openWorkspace({ root: folder });
  try {
    const ports = {
      workspace,
      runner,
      syntax: settings.syntax,
      reviewer: { afterIteration: () => Promise.resolve({ kind: 'continue' } as const) },
      journal: { append: () => Promise.resolve() },
      clock: monotonicClock,
    };
    const limited = withTimeLimit(signal, settings.timeoutMs);
    return await followed(solve(taskOf(settings), ports, limited));
  } finally {
    await workspace.dispose();
  }
}

async function followed(
  events: AsyncIterable<SessionEvent>,
): Promise<{ readonly state: SessionState; readonly tried: number }> {
  let state = emptySession;
  const searches = [0];
  for await (const event of events) {
    state = nextSession(state, event);
    if (event.kind !== 'progress') continue;
    const before = searches.pop() ?? 0;
    searches.push(...(event.done < before ? [before, event.done] : [event.done]));
  }
  return { state, tried: searches.reduce((sum, done) => sum + done, 0) };
}

function taskOf({ seed, timeoutMs }: BenchSettings): Task {
  return {
    targets: [],
    tests: 'locked',
    effort: 'quick',
    budget: { ...budgetFor('quick'), timeoutMs },
    testLimits: TEST_LIMITS,
    seed,
  };
}

function editsOf({ outcome, revisions }: SessionState): readonly FileEdit[] {
  return (
    revisions.find(({ revision }) => revision.number === outcome?.revision)?.revision.files ?? []
  );
}

async function passesAll(
  folder: string,
  { judges, runner: name }: BenchProgram,
  signal: AbortSignal,
): Promise<boolean> {
  await writeProject(folder, judges);
  const runner = await detectTestRunner({ root: folder, name, ...assets.reporters });
  const request = { root: folder, selection: { kind: 'all' }, limits: TEST_LIMITS } as const;
  return (await runner.run(request, signal)).verdict === 'passed';
}

async function writeProject(folder: string, files: ProjectFiles): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    const target = path.join(folder, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  }
}

import type { FileTexts, Model, Reviewer, TestRunner, TestRunRequest } from '../../src/core/ports';
import { budgetFor } from '../../src/core/policy/efforts';
import type { SessionEvent } from '../../src/core/session/events';
import { solve } from '../../src/core/session/solve';
import type { Task } from '../../src/core/session/task';
import type { TestReport } from '../../src/core/testReport';
import { fakeRunner } from './fakeRunner';
import { memoryWorkspace, type MemoryWorkspace } from './memoryWorkspace';
import { syntax } from './parseSource';
import { stillClock } from './stillClock';

/** A session to solve without disk, processes or network. */
export interface Scene {
  readonly files: Readonly<Record<string, string>>;
  readonly tests: (texts: FileTexts, request: TestRunRequest) => TestReport;
  readonly model?: Model;
  readonly task?: Partial<Task>;
  readonly reviewer?: Reviewer;
  readonly signal?: AbortSignal;
  readonly feedbackModel?: Model;
  /** Keeps tests loaded; without it the runner can't. */
  readonly warmUp?: (workspace: MemoryWorkspace) => TestRunner['warmUp'];
  /** Called with each run of tests. */
  readonly onRun?: (request: TestRunRequest) => void;
  /** The journal of a session that was cut off. */
  readonly past?: readonly SessionEvent[];
}

/** Solves a scene and returns all its events; the journal has the same ones. */
export async function solveInMemory(scene: Scene): Promise<readonly SessionEvent[]> {
  const workspace = memoryWorkspace(scene.files);
  const journal: SessionEvent[] = [];
  const shown: SessionEvent[] = [];
  let now = 0;
  const task: Task = {
    targets: [],
    effort: 'quick',
    budget: budgetFor(scene.task?.effort ?? 'quick'),
    tests: 'locked',
    testLimits: { timeoutMs: 1_000, silenceMs: 1_000 },
    seed: 1,
    ...scene.task,
  };
  const ports = {
    ...(scene.model && { model: scene.model }),
    ...(scene.feedbackModel && { feedbackModel: scene.feedbackModel }),
    workspace,
    runner: runnerOf(scene, workspace),
    syntax,
    reviewer: scene.reviewer ?? {
      afterIteration: () => Promise.resolve({ kind: 'continue' as const }),
    },
    journal: {
      past: scene.past ?? [],
      append: (event: SessionEvent) => Promise.resolve(void journal.push(event)),
    },
    clock: { ...stillClock, now: () => (now += 1) },
  };
  const signal = scene.signal ?? new AbortController().signal;
  for await (const event of solve(task, ports, signal)) shown.push(event);
  if (journal.length + ports.journal.past.length !== shown.length)
    throw new Error('The journal lacks events that were shown');
  return shown;
}

function runnerOf({ tests, warmUp, onRun }: Scene, workspace: MemoryWorkspace): TestRunner {
  const runner = fakeRunner(workspace, (texts, request) => {
    onRun?.(request);
    return tests(texts, request);
  });
  const warm = warmUp?.(workspace);
  return { ...runner, ...(warm && { warmUp: warm }) };
}

import type { ModelMessage } from '../../src/core/ports';
import type { SolvePorts } from '../../src/core/session/bench';
import { budgetFor } from '../../src/core/policy/efforts';
import type { SessionEvent } from '../../src/core/session/events';
import { solve } from '../../src/core/session/solve';
import type { Effort } from '../../src/core/session/task';
import { fakeRunner } from '../../test/support/fakeRunner';
import { memoryWorkspace } from '../../test/support/memoryWorkspace';
import type { Setting, TrialResult } from './trial';
import { stillClock } from '../../test/support/stillClock';

/** Lets the engine solve the task, within the effort's requests and the trial's tokens. */
export async function solveWith(effort: Effort, setting: Setting): Promise<TrialResult> {
  for await (const event of sessionOf(effort, setting)) {
    setting.model.observe(event);
    if (event.kind !== 'outcome') continue;
    const { kind, usage } = event.outcome;
    return { isSolved: kind === 'fixed', tokens: usage.inputTokens + usage.outputTokens };
  }
  throw new Error('A session ended without an outcome');
}

/** What the engine asks for its first draft. */
export async function firstQuestion(setting: Setting): Promise<readonly ModelMessage[]> {
  for await (const event of sessionOf('quick', setting)) {
    setting.model.observe(event);
    if (event.kind === 'prompt' && event.role === 'draft') return event.messages;
  }
  throw new Error('A session ended without a question');
}

function sessionOf(
  effort: Effort,
  { trial, world, model }: Setting,
): AsyncGenerator<SessionEvent, unknown> {
  const workspace = memoryWorkspace(world.files);
  let now = 0;
  const ports: SolvePorts = {
    model,
    workspace,
    runner: fakeRunner(workspace, world.tests),
    syntax: trial.syntax,
    reviewer: { afterIteration: () => Promise.resolve({ kind: 'continue' as const }) },
    journal: { append: () => Promise.resolve() },
    clock: { ...stillClock, now: () => (now += 1) },
  };
  const task = {
    targets: [],
    tests: 'locked' as const,
    effort,
    budget: { ...budgetFor(effort), maxTokens: trial.maxTokens },
    testLimits: { timeoutMs: 1_000, silenceMs: 1_000 },
    seed: trial.seed * 1_000_003 + trial.task,
  };
  return solve(task, ports, new AbortController().signal);
}

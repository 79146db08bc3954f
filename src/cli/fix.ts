import { openJournal } from '../adapters/journal/jsonLinesJournal';
import { monotonicClock } from '../adapters/monotonicClock';
import { createTreeSitterSyntax } from '../adapters/syntax/treeSitterSyntax';
import { detectTestRunner } from '../adapters/testRunners/detectTestRunner';
import { withTimeLimit } from '../adapters/timeLimit';
import { openWorkspace } from '../adapters/workspace/nodeWorkspace';
import { budgetFor } from '../core/session/efforts';
import type { SessionEvent } from '../core/session/events';
import { emptySession, nextSession, type SessionState } from '../core/session/sessionState';
import { solve } from '../core/session/solve';
import type { Budget, Task } from '../core/session/task';
import { priceOf } from '../core/session/prices';
import type { Model } from '../core/ports';
import { UsageError } from './usageError';
import { assets } from './assets';
import { chooseModel } from './chooseModel';
import { deliver } from './deliver';
import { exitCodeOf, type ExitCode } from './exitCodes';
import { readFixOptions, type FixOptions } from './fixOptions';
import { journalFile } from './journalFile';
import { projectFolder } from './projectFolder';
import { createSessionPrinter, type Screen } from './report/sessionPrinter';
import { DEFAULT_TEST_LIMITS } from '../core/session/testLimits';

/** Repairs the failing tests of a project; resolves with the exit code, throws an `ExplainedError`. */
export async function fix(
  args: readonly string[],
  screen: Screen,
  interrupt: AbortSignal,
): Promise<ExitCode> {
  const options = readFixOptions(args);
  const root = await projectFolder(options.cwd);
  const model = await chooseModel(options, process.env);
  const task = taskOf(options, model);
  const runner = await detectTestRunner({ root, ...assets.reporters, ...runnerChoice(options) });
  const journal = await openJournal(journalFile());
  const workspace = await openWorkspace({ root });
  try {
    const ports = {
      ...(model === undefined ? {} : { model }),
      workspace,
      runner,
      syntax: createTreeSitterSyntax(assets.grammars),
      reviewer: { afterIteration: () => Promise.resolve({ kind: 'continue' as const }) },
      journal,
      clock: monotonicClock,
    };
    const session = solve(task, ports, limited(options, interrupt));
    const state = await follow(session, createSessionPrinter(screen, options.json));
    await deliver({ root, options, screen }, state);
    return state.outcome === undefined ? 1 : exitCodeOf(state.outcome);
  } finally {
    await journal.close();
    await workspace.dispose();
  }
}

async function follow(
  events: AsyncIterable<SessionEvent>,
  show: (event: SessionEvent) => void,
): Promise<SessionState> {
  let state = emptySession;
  for await (const event of events) {
    show(event);
    state = nextSession(state, event);
  }
  return state;
}

function runnerChoice({ runner, test }: FixOptions): {
  readonly name?: string;
  readonly command?: string;
} {
  return {
    ...(runner === undefined ? {} : { name: runner }),
    ...(test === undefined ? {} : { command: test }),
  };
}

function taskOf(options: FixOptions, model: Model | undefined): Task {
  const { targets, effort, seed, maxTokens, timeoutSeconds } = options;
  const budget = {
    ...budgetFor(effort),
    ...maxCostOf(options, model),
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(timeoutSeconds === undefined ? {} : { timeoutMs: timeoutSeconds * 1000 }),
  };
  return { targets, effort, budget, testLimits: DEFAULT_TEST_LIMITS, seed };
}

function maxCostOf(
  { maxCostUsd: usd }: FixOptions,
  model: Model | undefined,
): Pick<Budget, 'maxCost'> {
  if (usd === undefined || model === undefined) return {};
  const price = priceOf(model.name);
  if (price !== undefined) return { maxCost: { usd, price } };
  throw new UsageError(
    `The price of ${model.name} is not known; limit the repair with --max-tokens instead.`,
  );
}

function limited({ timeoutSeconds }: FixOptions, interrupt: AbortSignal): AbortSignal {
  return timeoutSeconds === undefined ? interrupt : withTimeLimit(interrupt, timeoutSeconds * 1000);
}

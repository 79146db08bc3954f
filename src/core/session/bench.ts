import type { ImportReach } from '../context/importReach';
import type {
  CandidateTree,
  Clock,
  FileTexts,
  Model,
  Reviewer,
  Syntax,
  TestRunner,
  Workspace,
} from '../ports';
import { judge, type Standard } from '../selection/judge';
import { selectionOf, type Target } from '../selection/targets';
import type { Verdict } from '../selection/verdict';
import type { TestReport, TestSelection } from '../testReport';
import type { Journal } from './journal';
import type { Plan } from '../policy/efforts';
import type { Meter } from './meter';
import type { Task } from './task';

/** What `solve` needs from its host; without a model the built-in search proposes. */
export interface SolvePorts {
  readonly model?: Model;
  /** Explains and reviews in the model's place. */
  readonly feedbackModel?: Model;
  readonly workspace: Workspace;
  readonly runner: TestRunner;
  readonly syntax: Syntax;
  readonly reviewer: Reviewer;
  readonly journal: Journal;
  readonly clock: Clock;
  /** Known ones, such as the model's key: they never go out, nor what else looks like one. */
  readonly secrets?: readonly string[];
}

/** A session's fixed surroundings, once the baseline is known. */
export interface Bench {
  readonly task: Task;
  readonly ports: SolvePorts;
  readonly meter: Meter;
  readonly tree: CandidateTree;
  readonly plan: Plan;
  readonly standard: Standard;
  readonly paths: ReadonlySet<string>;
  /** Follows the imports of the baseline's code. */
  readonly imports: ImportReach;
  /** Files that the runner reported tests from. */
  readonly testFiles: ReadonlySet<string>;
  /** Ids of targets that the model is not shown at first. */
  readonly heldOut: ReadonlySet<string>;
  /** Files of our own that lie in every tree, such as a check; never part of a revision. */
  readonly fixtures: FileTexts;
}

/** A revision's run may take this many times the baseline's, plus a constant for slow starts. */
const SLOWDOWN_ALLOWED = 5;
const SLOW_START_MS = 10_000;

/** A test run and what it means. */
export interface Evaluation {
  readonly verdict: Verdict;
  readonly report: TestReport;
}

/** Makes the tree the baseline plus these texts, with the files of our own. */
export async function resetTree({ tree, fixtures }: Bench, texts: FileTexts): Promise<void> {
  await tree.reset(new Map([...texts, ...fixtures]));
}

/** What a quick check runs, and for how long. */
export interface CheckLimits {
  readonly targets: readonly Target[];
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Tests only some targets on a state of the code, with a short limit: for candidates that mostly fail. */
export async function checkTargets(
  bench: Bench,
  texts: FileTexts,
  { targets, timeoutMs, signal }: CheckLimits,
): Promise<Evaluation> {
  await resetTree(bench, texts);
  const request = {
    root: bench.tree.root,
    selection: selectionOf(targets),
    limits: { timeoutMs, silenceMs: timeoutMs },
  };
  const report = await bench.meter.timed('test', () => bench.ports.runner.run(request, signal));
  return { verdict: judge({ ...bench.standard, targets }, report, 'targets'), report };
}

/** Runs tests on the tree as it is, within the limits of the task and a multiple of the baseline's time. */
export async function runTests(
  bench: Bench,
  what: { readonly selection: TestSelection; readonly disguised?: boolean },
  signal: AbortSignal,
): Promise<TestReport> {
  const { testLimits } = bench.task;
  const usual = bench.standard.baseline.durationMs * SLOWDOWN_ALLOWED + SLOW_START_MS;
  const limits = { ...testLimits, timeoutMs: Math.min(testLimits.timeoutMs, usual) };
  const request = { root: bench.tree.root, ...what, limits };
  return bench.meter.timed('test', () => bench.ports.runner.run(request, signal));
}

import { ochiai, type LineSuspicion } from '../context/ochiai';
import type {
  CandidateTree,
  Clock,
  EvaluatedValue,
  FileTexts,
  TestCoverage,
  WarmResult,
  WarmTests,
} from '../ports';
import { referenceTo, type Target } from '../selection/targets';
import type { Bench } from '../session/bench';
import type { Candidate } from '../session/candidate';
import type { TestResult } from '../testReport';

/** Targets that are kept loaded, so that a mutant costs milliseconds; whoever opened them disposes of them. */
export interface WarmTargets {
  /** What the targets' files gain from these texts over the parent's, while nothing breaks: all or some of the targets; undefined when that could not be told. */
  gainOf(changes: FileTexts, signal: AbortSignal): Promise<WarmGain | undefined>;
  /** What expressions come to in the scope of a file with these texts over the parent's; undefined when that could not be told. */
  valuesOf(
    changes: FileTexts,
    question: { readonly path: string; readonly expressions: readonly string[] },
    signal: AbortSignal,
  ): Promise<readonly EvaluatedValue[] | undefined>;
  /** How suspicious lines are by what the tests ran; undefined when that is not known. */
  readonly suspicion: LineSuspicion | undefined;
  /** Whether tests that passed at the baseline were seen to pass here, so that failures can be believed. */
  readonly isProven: boolean;
  dispose(): Promise<void>;
}

export type WarmGain = 'whole' | 'part' | 'none';

/** Mutants tried at the same time: a second one while the first waits or loops. */
export const WARM_LANES = 2;
/** Of the targets, and of the tests of their files that passed at the baseline and have to pass here, too. */
const MAX_TESTS = 50;
/** What they may take together, in milliseconds at the baseline. */
const MAX_TESTS_MS = 300;
/** A mutant gets so many times what the parent's tests took here, and at least so many milliseconds: many loop for ever. */
const SLOWDOWN_ALLOWED = 5;
const LEAST_TIMEOUT_MS = 400;
/** The limit of some dozens of calls with small arguments, in milliseconds. */
const EVALUATION_MS = 2_000;
/** The limit of a run that is traced line by line, in milliseconds. */
const COVERAGE_MS = 5_000;
/** The limit of the first run here, in milliseconds, and of mutants of a parent that never ends. */
const FIRST_TIMEOUT_MS = 10_000;
const ENDLESS_TIMEOUT_MS = 1_000;

interface Inputs {
  readonly bench: Bench;
  readonly parent: Candidate;
  readonly red: readonly Target[];
  /** Whether everything else on the machine goes first; by default nothing does. */
  readonly isBackground?: boolean;
}

/**
 * Loads the targets in a tree of their own; undefined when the runner can't, or when they come out otherwise there than
 * they did.
 */
export async function openWarmTargets(
  inputs: Inputs,
  signal: AbortSignal,
): Promise<WarmTargets | undefined> {
  const { red, parent, bench } = inputs;
  const all = red.flatMap((target) => (target.kind === 'test' ? [target.test] : []));
  const hanging = red.flatMap(filesThatHang);
  const isLoadable = red.every((each) => each.kind === 'test' || filesThatHang(each).length > 0);
  if (bench.ports.runner.warmUp === undefined || !isLoadable) return undefined;
  const controls = controlsFor([...all.map(({ file }) => file), ...hanging], parent);
  const known = { targets: quickest(all), controls: quickest(controls), hanging };
  const warm = await openWarmTests(inputs, known, signal);
  if (warm === undefined) return undefined;
  try {
    const opened = { ...known, warm };
    const proven = await (hanging.length > 0
      ? provenToHang(opened, parent, signal)
      : provenTests(opened, bench.ports.clock, signal));
    if (proven !== undefined) return warmTargets({ ...known, warm, ...proven });
  } catch (error) {
    await warm.dispose();
    throw error;
  }
  await warm.dispose();
  return undefined;
}

/** The test files of which a run did not end. */
function filesThatHang(target: Target): readonly string[] {
  if (target.kind !== 'load' || target.problem.kind !== 'timeout') return [];
  return target.problem.blocks ?? [];
}

/** Whether loaded files hang as they did; how long the tests behind take is not known, so failures are not believed for good. */
async function provenToHang(
  { warm, targets, hanging }: Known & { readonly warm: WarmTests },
  { report }: Candidate,
  signal: AbortSignal,
): Promise<Proven | undefined> {
  const known = report.tests.filter(({ file = '' }) => hanging.includes(file));
  const knownMs = known.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const timeoutMs = ENDLESS_TIMEOUT_MS + SLOWDOWN_ALLOWED * knownMs;
  const { kind, passed } = await warm.check(new Map(), 2 * timeoutMs, signal);
  if (kind !== 'timed-out' || has(passed, targets)) return undefined;
  return { timeoutMs, isProven: false, suspicion: undefined, passedBefore: passed };
}

/** What the loaded tests say of the parent; undefined when they come out otherwise than they did. */
async function provenTests(
  { warm, ...known }: Known & { readonly warm: WarmTests },
  clock: Pick<Clock, 'now'>,
  signal: AbortSignal,
): Promise<Proven | undefined> {
  const started = clock.now();
  const likeness = await comparison(warm, known, signal);
  if (likeness === 'unlike') return undefined;
  const timeoutMs = timeoutFor(clock.now() - started);
  const isProven = likeness === 'alike' && known.controls.length > 0;
  const covered = isProven ? await warm.coverage?.(COVERAGE_MS, signal) : undefined;
  return { timeoutMs, isProven, suspicion: covered && suspicionOf(covered, known.controls) };
}

/** Loaded tests whose tree goes with them. */
async function openWarmTests(
  { bench, parent, isBackground = false }: Inputs,
  { targets, controls, hanging }: Known,
  signal: AbortSignal,
): Promise<WarmTests | undefined> {
  const { runner, workspace } = bench.ports;
  const tree = await workspace.openTree(signal);
  try {
    await tree.reset(new Map([...parent.texts, ...bench.fixtures]));
    const tests = [...controls, ...targets].map(referenceTo);
    const files = hanging.length > 0 && { files: hanging };
    const parallel = isBackground ? 1 : WARM_LANES;
    const request = { root: tree.root, tests, ...files, parallel, isBackground };
    const warm = await runner.warmUp?.(request, signal);
    if (warm !== undefined) return withTree(warm, tree);
  } catch (error) {
    await tree.dispose();
    throw error;
  }
  await tree.dispose();
  return undefined;
}

function withTree(warm: WarmTests, tree: CandidateTree): WarmTests {
  return {
    ...warm,
    dispose: async () => {
      await warm.dispose();
      await tree.dispose();
    },
  };
}

interface Proven extends Pick<WarmTargets, 'isProven' | 'suspicion'> {
  /** The limit for a mutant. */
  readonly timeoutMs: number;
  /** Ids of the tests that pass with the parent, where some hang. */
  readonly passedBefore?: ReadonlySet<string>;
}

function warmTargets(opened: Known & Proven & { readonly warm: WarmTests }): WarmTargets {
  const { warm, targets, controls, timeoutMs, isProven, suspicion } = opened;
  const mustPass = controls.filter(({ id }) => isProven || opened.passedBefore?.has(id));
  return {
    isProven,
    suspicion,
    dispose: () => warm.dispose(),
    async gainOf(changes, signal) {
      const result = await warm.check(changes, timeoutMs, signal);
      if (result.kind === 'unknown') return undefined;
      if (!mustPass.every(({ id }) => result.passed.has(id))) return 'none';
      const endsBetter = hangsNoMore(result, opened);
      if (!has(result.passed, targets) && !endsBetter) return 'none';
      const isEnded = result.kind === 'ended' && (opened.hanging.length === 0 || endsBetter);
      return isEnded && targets.every(({ id }) => result.passed.has(id)) ? 'whole' : 'part';
    },
    async valuesOf(changes, question, signal) {
      return warm.evaluate?.({ changes, ...question, timeoutMs: EVALUATION_MS }, signal);
    },
  };
}

/** Whether files that hung seem to end with more tests that pass and none that fails, as a target asks for. */
function hangsNoMore(
  { kind, passed, failed = new Set() }: WarmResult,
  { targets, hanging, passedBefore = new Set() }: Known & Proven,
): boolean {
  const mayFail = new Set(targets.map(({ id }) => id));
  return (
    // Of several files one may still hang.
    (kind === 'ended' ? hanging.length > 0 : hanging.length > 1) &&
    [...passed].some((id) => !passedBefore.has(id)) &&
    [...failed].every((id) => mayFail.has(id))
  );
}

/** Tests of these files that pass. */
function controlsFor(
  paths: readonly (string | undefined)[],
  { report }: Candidate,
): readonly TestResult[] {
  const files = new Set(paths);
  return report.tests.filter(({ status, file }) => status === 'passed' && files.has(file));
}

/** The tests that took the least, at least one of them: what takes longer is left to the run that counts. */
function quickest(tests: readonly TestResult[]): readonly TestResult[] {
  const sorted = tests.toSorted((one, other) => one.durationMs - other.durationMs);
  let spentMs = 0;
  return sorted.slice(0, MAX_TESTS).filter(({ durationMs }, at) => {
    spentMs += durationMs;
    return at === 0 || spentMs <= MAX_TESTS_MS;
  });
}

interface Known {
  readonly targets: readonly TestResult[];
  readonly controls: readonly TestResult[];
  /** Test files that did not end. */
  readonly hanging: readonly string[];
}

/** Whether what failed fails here, and what passed passes; a run that does not end tells of neither. */
async function comparison(
  warm: WarmTests,
  { targets, controls }: Omit<Known, 'hanging'>,
  signal: AbortSignal,
): Promise<'alike' | 'unlike' | 'endless'> {
  const { kind, passed } = await warm.check(new Map(), FIRST_TIMEOUT_MS, signal);
  if (kind === 'timed-out') return 'endless';
  const isRed = targets.every(({ id }) => !passed.has(id));
  const isGreen = controls.every(({ id }) => passed.has(id));
  return kind === 'ended' && isRed && isGreen ? 'alike' : 'unlike';
}

function suspicionOf(
  covered: readonly TestCoverage[],
  controls: readonly TestResult[],
): LineSuspicion {
  const passing = new Set(controls.map(({ id }) => id));
  return ochiai(covered.map(({ id, lines }) => ({ passed: passing.has(id), lines })));
}

function has(passed: ReadonlySet<string>, tests: readonly TestResult[]): boolean {
  return tests.some(({ id }) => passed.has(id));
}

function timeoutFor(tookMs: number): number {
  if (tookMs >= FIRST_TIMEOUT_MS) return ENDLESS_TIMEOUT_MS;
  return Math.max(LEAST_TIMEOUT_MS, SLOWDOWN_ALLOWED * tookMs);
}

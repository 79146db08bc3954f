import type { TestReport, TestResult } from '../testReport';
import { loadErrorId, redOf, testTitle, type Target } from './targets';
import type { Verdict } from './verdict';

/** What a revision's test report is judged against. */
export interface Standard {
  readonly baseline: TestReport;
  readonly targets: readonly Target[];
  /** Ids of tests that never count. */
  readonly flaky: ReadonlySet<string>;
  /** Whether the targets were written by a model, so that they prove little. */
  readonly unproven?: boolean;
}

/** What was run: the files of the targets, also those near the change, or everything. */
export type RunScope = 'targets' | 'affected' | 'whole';

/**
 * The verdict on a report. Whatever is not seen to pass counts as red: a target that is missing, a test that shows up
 * for the first time and fails, a run that did not end by itself.
 */
export function judge(standard: Standard, report: TestReport, scope: RunScope): Verdict {
  const wholeSuite = scope === 'whole';
  const seen = new Map(report.tests.map((test) => [test.id, test]));
  const newlyRed = unexpectedRed(standard, report);
  const stillRed = [
    ...standard.targets
      .filter((target) => !isFixed(target, seen, report))
      .map((target) => target.id),
    ...newlyRed,
  ];
  const total = standard.targets.length + newlyRed.length;
  const facts = {
    fixed: total - stillRed.length,
    total,
    stillRed,
    regressions: scope === 'targets' ? [] : regressionsOf(standard, seen, scope),
    testsWeakened: weakenedTests(standard, seen),
    wholeSuite,
  };
  const value = valueOf(facts, report);
  if (standard.unproven !== true) return { ...facts, value };
  const capped = value === 1 ? VALUE.unproven : Math.min(value, VALUE.unprovenPartCap);
  return { ...facts, value: capped, unproven: true };
}

/** The verdict on the baseline itself: nothing fixed, nothing broken. */
export function baselineVerdict(targets: readonly string[]): Verdict {
  return {
    fixed: 0,
    total: targets.length,
    stillRed: targets,
    regressions: [],
    testsWeakened: [],
    wholeSuite: true,
    value: VALUE.floor,
  };
}

/** Whether a revision with this verdict may be called fixed. */
export function isFixedVerdict(verdict: Verdict): boolean {
  return verdict.value === 1;
}

/** The verdict with sentences that call it into question; it is never more than half good then. */
export function doubted(verdict: Verdict, doubts: readonly string[]): Verdict {
  if (doubts.length === 0) return verdict;
  return {
    ...verdict,
    testsWeakened: [...verdict.testsWeakened, ...doubts],
    value: Math.min(verdict.value, VALUE.suspectedCap),
  };
}

/** Whether all three marks are clean, be the targets proven or not. */
export function isGreenVerdict(verdict: Verdict): boolean {
  return isFixedVerdict(verdict) || (verdict.unproven === true && verdict.value === VALUE.unproven);
}

function isFixed(
  target: Target,
  seen: ReadonlyMap<string, TestResult>,
  report: TestReport,
): boolean {
  if (target.kind === 'test') return seen.get(target.id)?.status === 'passed';
  if (report.loadErrors.some((problem) => loadErrorId(problem) === target.id)) return false;
  const ran = report.tests.filter(({ status }) => status === 'passed' || status === 'failed');
  const files = target.problem.blocks ?? [];
  const own = files.length > 0 ? ran.filter(({ file = '' }) => files.includes(file)) : ran;
  // Code that hangs no more but fails instead is no step forward, unlike code that loads again.
  if (target.problem.kind === 'timeout' && own.some(({ status }) => status === 'failed'))
    return false;
  return own.length > 0 && files.every((path) => own.some(({ file }) => file === path));
}

/** Red things that the baseline did not show: tests hidden behind a load error, new load errors. */
function unexpectedRed(standard: Standard, report: TestReport): readonly string[] {
  const { baseline, flaky } = standard;
  const known = new Set([
    ...baseline.tests.map((test) => test.id),
    ...redOf(baseline).map(({ id }) => id),
  ]);
  const hidden = new Set(filesBlockedBefore(standard));
  const fresh = redOf(report).filter(
    (target) =>
      !known.has(target.id) &&
      !flaky.has(target.id) &&
      !(target.kind === 'test' && hidden.has(target.test.file ?? '')),
  );
  const silent = report.verdict === 'failed' && redOf(report).length === 0;
  return [...fresh.map((target) => target.id), ...(silent ? ['the run itself failed'] : [])];
}

/** Test files that did not load at the baseline and are not asked to: what they hold was red and may stay so. */
function filesBlockedBefore({ baseline, targets }: Standard): readonly string[] {
  const wanted = new Set(targets.map(({ id }) => id));
  return baseline.loadErrors
    .filter((problem) => !wanted.has(loadErrorId(problem)))
    .flatMap(({ blocks = [] }) => blocks);
}

/** What passed and does not now, and what was skipped or expected to fail and is plainly red now; only a whole run misses tests. */
function regressionsOf(
  { baseline, flaky }: Standard,
  seen: ReadonlyMap<string, TestResult>,
  scope: RunScope,
): readonly string[] {
  const wasNotRed = baseline.tests.filter(
    ({ id, status }) => status !== 'failed' && !flaky.has(id),
  );
  const brokenNow = wasNotRed.filter(({ id, status }) => {
    const now = seen.get(id)?.status;
    const isMissing = now === undefined && status === 'passed' && scope === 'whole';
    return now === 'failed' || isMissing;
  });
  return brokenNow.map((test) => test.id);
}

function weakenedTests(
  { baseline }: Standard,
  seen: ReadonlyMap<string, TestResult>,
): readonly string[] {
  const ran = baseline.tests.filter(({ status }) => status === 'passed' || status === 'failed');
  return ran.flatMap((test) => {
    const status = seen.get(test.id)?.status;
    if (status === undefined || status === 'passed' || status === 'failed') return [];
    return [`"${testTitle(test)}" ran before and is now ${status}.`];
  });
}

/** The weights of a verdict's value: absolute, so that revisions with different parents compare. */
const VALUE = {
  unbuilt: 0.05,
  uncollected: 0.1,
  floor: 0.15,
  perTarget: 0.75,
  perRegression: 0.1,
  cap: 0.9,
  unproven: 0.8,
  unprovenPartCap: 0.75,
  suspectedCap: 0.5,
};
const MAX_REGRESSION_LOSS = 0.5;

function valueOf(facts: Omit<Verdict, 'value'>, report: TestReport): number {
  if (report.verdict === 'not-started') return VALUE.unbuilt;
  // Results whose exit code contradicts them are no proof, but not nothing either.
  if (report.verdict === 'unreadable' && report.tests.length === 0) return VALUE.unbuilt;
  if (report.verdict === 'no-tests') return VALUE.uncollected;
  if (isClean(facts, report)) return 1;
  const share = facts.total === 0 ? 0 : facts.fixed / facts.total;
  const loss = Math.min(MAX_REGRESSION_LOSS, VALUE.perRegression * facts.regressions.length);
  const value = VALUE.floor + VALUE.perTarget * share - loss;
  const cap = facts.testsWeakened.length > 0 ? VALUE.suspectedCap : VALUE.cap;
  return Math.min(cap, Math.max(VALUE.unbuilt, value));
}

function isClean(facts: Omit<Verdict, 'value'>, report: TestReport): boolean {
  const ended =
    report.verdict === 'passed' || report.verdict === 'failed' || report.verdict === 'load-error';
  const red = facts.stillRed.length + facts.regressions.length + facts.testsWeakened.length;
  return ended && facts.wholeSuite && red === 0;
}

import type { FileTexts } from '../ports';
import { judge, type Standard } from '../selection/judge';
import { filesOfTargets, loadErrorId } from '../selection/targets';
import type { TestReport, TestSelection } from '../testReport';
import { resetTree, runTests, type Bench, type Evaluation } from './bench';

/** A suite faster than this is run whole at once, which saves starting the runner a second time. */
const QUICK_SUITE_MS = 2_000;
/** Tests near a change are run apart only when they take at most this share of the whole suite's time. */
const MAX_NEAR_SHARE = 1 / 3;

/**
 * Tests a state of the code, what decides most in the least time first: the targets; once these are green and the suite
 * is slow, the tests whose imports lead to what is changed; then the whole suite.
 */
export async function evaluate(
  bench: Bench,
  texts: FileTexts,
  signal: AbortSignal,
): Promise<Evaluation> {
  await resetTree(bench, texts);
  const own = await runOwn(bench, signal);
  const early = own && (await redEarly(bench, { texts, own }, signal));
  if (early) return early;
  const whole = await runTests(bench, { selection: { kind: 'all' } }, signal);
  const report = own && bench.fixtures.size > 0 ? joined(whole, own) : whole;
  return { verdict: judge(bench.standard, report, 'whole'), report };
}

/** The targets' files, unless a run of everything is as quick. */
async function runOwn(bench: Bench, signal: AbortSignal): Promise<TestReport | undefined> {
  // A check of our own may lie where the project's command does not look, so it is always run by its name.
  if (!isSlow(bench) && bench.fixtures.size === 0) return undefined;
  return runTests(bench, { selection: filesOfTargets(bench.standard.targets) }, signal);
}

function isSlow({ standard }: Bench): boolean {
  return standard.baseline.durationMs > QUICK_SUITE_MS;
}

/** What makes a run of the whole suite needless: targets that are still red, or broken tests near the change. */
async function redEarly(
  bench: Bench,
  nearby: Nearby,
  signal: AbortSignal,
): Promise<Evaluation | undefined> {
  const verdict = judge(bench.standard, nearby.own, 'targets');
  if (verdict.stillRed.length > 0) return { verdict, report: nearby.own };
  return isSlow(bench) ? brokenNearby(bench, nearby, signal) : undefined;
}

interface Nearby {
  readonly texts: FileTexts;
  /** The report of the targets' files, which are not run again. */
  readonly own: TestReport;
}

/** What breaks each time in the tests near the change; undefined when nothing does, or all tests are near. */
async function brokenNearby(
  bench: Bench,
  { texts, own }: Nearby,
  signal: AbortSignal,
): Promise<Evaluation | undefined> {
  const { standard } = bench;
  const files = await nearbyFiles(bench, texts);
  if (files.length === 0) return undefined;
  const selection: TestSelection = { kind: 'files', files };
  const report = joined(own, await runTests(bench, { selection }, signal));
  const verdict = judge(standard, report, 'affected');
  if (!isRed(verdict)) return undefined;
  const again = joined(own, await runTests(bench, { selection }, signal));
  return isRed(judge(standard, again, 'affected')) ? { verdict, report } : undefined;
}

function isRed({ stillRed, regressions }: Evaluation['verdict']): boolean {
  return stillRed.length + regressions.length > 0;
}

/** Test files whose imports lead to the change, without those of targets; none when they are a good part of the suite. */
async function nearbyFiles(
  { standard, imports, testFiles }: Bench,
  texts: FileTexts,
): Promise<readonly string[]> {
  const targets = filesOfTargets(standard.targets);
  if (targets.kind !== 'files') return [];
  const others = [...testFiles].filter((file) => !targets.files.includes(file));
  const near = await imports.reaching(others, new Set(texts.keys()));
  return shareOf(standard, new Set(near)) <= MAX_NEAR_SHARE ? near : [];
}

/** The share of these files in the time of the baseline's tests; of runners that tell no times, in their number. */
function shareOf({ baseline: { tests } }: Standard, files: ReadonlySet<string>): number {
  const near = tests.filter(({ file = '' }) => files.has(file));
  const time = (some: TestReport['tests']): number =>
    some.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const [part, whole] = time(tests) > 0 ? [time(near), time(tests)] : [near.length, tests.length];
  return whole === 0 ? 1 : part / whole;
}

/** Two reports as of one run, of what only the second has besides all of the first; what is worse decides. */
function joined(report: TestReport, more: TestReport): TestReport {
  const known = new Set([
    ...report.tests.map(({ id }) => id),
    ...report.loadErrors.map(loadErrorId),
  ]);
  const isFine = report.verdict === 'passed' || report.verdict === 'no-tests';
  const { verdict, outputTail, durationMs } = isFine ? more : report;
  return {
    ...report,
    ...{ verdict, outputTail, durationMs },
    tests: [...report.tests, ...more.tests.filter(({ id }) => !known.has(id))],
    loadErrors: [
      ...report.loadErrors,
      ...more.loadErrors.filter((problem) => !known.has(loadErrorId(problem))),
    ],
  };
}

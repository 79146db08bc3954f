import type { FileTexts } from '../ports';
import { doubted, isGreenVerdict, judge } from '../selection/judge';
import { filesOfTargets } from '../selection/targets';
import type { TestResult, TestSelection } from '../testReport';
import { resetTree, runTests, type Bench, type Evaluation } from './bench';

/** More broken tests than this are no accident. */
const MAX_DOUBTED = 5;

/**
 * Runs once more what a verdict hangs on: tests that seem broken while all targets are green, because some fail now and
 * then; and the targets' files of a green revision, disguised, because green has to hold without what betrays a test run.
 */
export async function confirm(
  bench: Bench,
  { texts, ...evaluation }: Evaluation & { readonly texts: FileTexts },
  signal: AbortSignal,
): Promise<Evaluation> {
  const checked = await withoutAccidents(bench, evaluation, signal);
  if (!isGreenVerdict(checked.verdict)) return checked;
  await resetTree(bench, texts);
  const verdict = doubted(checked.verdict, doubtsOf(await redAgain(bench, signal)));
  return { ...checked, verdict };
}

/**
 * Targets that are red when only their files run, disguised. Those that are so each time, and green among all tests, only
 * need the company of other files: that says nothing against the code.
 */
async function redAgain(bench: Bench, signal: AbortSignal): Promise<readonly string[]> {
  const selection = filesOfTargets(bench.standard.targets);
  const red = await redIn(bench, selection, signal);
  if (red.length === 0) return [];
  const inCompany = await redIn(bench, { kind: 'all' }, signal);
  const twice = await redIn(bench, selection, signal);
  const needsCompany = inCompany.length === 0 && red.every((id) => twice.includes(id));
  return needsCompany ? [] : red;
}

async function redIn(
  bench: Bench,
  selection: TestSelection,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const report = await runTests(bench, { selection, disguised: true }, signal);
  // A test may leave itself out by what it sees of its surroundings; only what fails there tells of the code.
  const skipped = new Set(report.tests.filter(isSkipped).map(({ id }) => id));
  const targets = new Set(bench.standard.targets.map(({ id }) => id));
  const { stillRed } = judge(bench.standard, report, 'targets');
  return stillRed.filter((id) => targets.has(id) && !skipped.has(id));
}

async function withoutAccidents(
  bench: Bench,
  { verdict, report }: Evaluation,
  signal: AbortSignal,
): Promise<Evaluation> {
  const { stillRed, regressions } = verdict;
  const isDoubtful = regressions.length > 0 && regressions.length <= MAX_DOUBTED;
  if (!verdict.wholeSuite || stillRed.length > 0 || !isDoubtful) return { verdict, report };
  // In the same company: what passes alone may still be broken by what the edit leaves behind.
  const again = await runTests(bench, { selection: { kind: 'all' } }, signal);
  const passed = again.tests.filter(({ status }) => status === 'passed').map(({ id }) => id);
  const flaky = new Set([...bench.standard.flaky, ...passed]);
  return { verdict: judge({ ...bench.standard, flaky }, report, 'whole'), report };
}

/** Names that one sentence holds. */
const MAX_NAMES = 3;

function isSkipped({ status }: TestResult): boolean {
  return status === 'skipped' || status === 'todo';
}

function doubtsOf(red: readonly string[]): readonly string[] {
  if (red.length === 0) return [];
  const names = red.slice(0, MAX_NAMES).join(', ');
  return [`Run again, without the usual signs of a test run, it is red: ${names}.`];
}

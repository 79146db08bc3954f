import type { FileTexts } from '../ports';
import { doubted, isGreenVerdict, judge } from '../selection/judge';
import { selectionOf } from '../selection/targets';
import type { TestResult } from '../testReport';
import { resetTree, runTests, type Bench, type Evaluation } from './bench';

/** More broken tests than this are no accident. */
const MAX_DOUBTED = 5;

/**
 * Runs once more what a verdict hangs on: tests that seem broken while all targets are green, because some fail now and
 * then; and the targets of a green revision, alone and disguised, because green has to hold without the company of other
 * tests and without what betrays a test run.
 */
export async function confirm(
  bench: Bench,
  { texts, ...evaluation }: Evaluation & { readonly texts: FileTexts },
  signal: AbortSignal,
): Promise<Evaluation> {
  const checked = await withoutAccidents(bench, evaluation, signal);
  if (!isGreenVerdict(checked.verdict)) return checked;
  const { targets } = bench.standard;
  await resetTree(bench, texts);
  const what = { selection: selectionOf(targets), disguised: true };
  const again = await runTests(bench, what, signal);
  // A test may leave itself out by what it sees of its surroundings; only what fails there tells of the code.
  const skipped = new Set(again.tests.filter(isSkipped).map(({ id }) => id));
  const red = judge(bench.standard, again, false).stillRed.filter((id) => !skipped.has(id));
  const verdict = doubted(checked.verdict, doubtsOf(red));
  return { ...checked, verdict };
}

async function withoutAccidents(
  bench: Bench,
  { verdict, report }: Evaluation,
  signal: AbortSignal,
): Promise<Evaluation> {
  const { stillRed, regressions } = verdict;
  if (stillRed.length > 0 || regressions.length === 0 || regressions.length > MAX_DOUBTED)
    return { verdict, report };
  // In the same company: what passes alone may still be broken by what the edit leaves behind.
  const again = await runTests(bench, { selection: { kind: 'all' } }, signal);
  const passed = again.tests.filter(({ status }) => status === 'passed').map(({ id }) => id);
  const flaky = new Set([...bench.standard.flaky, ...passed]);
  return { verdict: judge({ ...bench.standard, flaky }, report, verdict.wholeSuite), report };
}

/** Names that one sentence holds. */
const MAX_NAMES = 3;

function isSkipped({ status }: TestResult): boolean {
  return status === 'skipped' || status === 'todo';
}

function doubtsOf(red: readonly string[]): readonly string[] {
  if (red.length === 0) return [];
  const names = red.slice(0, MAX_NAMES).join(', ');
  return [`Run again, alone and without the usual signs of a test run, it is red: ${names}.`];
}

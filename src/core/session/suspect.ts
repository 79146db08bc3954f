import { sourcesOf } from '../context/candidateSources';
import { testSource } from '../context/locate';
import { suspicionsIn } from '../guards/suspicions';
import type { FileEdit } from '../revisions/fileEdit';
import { problemsOf, type Target } from '../selection/targets';
import type { Verdict } from '../selection/verdict';
import type { Bench } from './bench';

/** A suspected revision is worth no more than this, whatever its tests say. */
const MAX_SUSPECTED_VALUE = 0.5;

/** The verdict with what the edits make suspicious: such a revision is never fixed, it needs a developer's eye. */
export async function withSuspicions(
  verdict: Verdict,
  edits: readonly FileEdit[],
  bench: Bench,
): Promise<Verdict> {
  const testCode = await Promise.all(bench.standard.targets.map((target) => codeOf(target, bench)));
  const suspicions = suspicionsIn(edits, testCode.join('\n'));
  if (suspicions.length === 0) return verdict;
  return {
    ...verdict,
    testsWeakened: [...verdict.testsWeakened, ...suspicions],
    value: Math.min(verdict.value, MAX_SUSPECTED_VALUE),
  };
}

/** The test's own code and what it expected. */
async function codeOf(target: Target, bench: Bench): Promise<string> {
  const test = await testSource(target, sourcesOf(bench, { texts: new Map() }));
  const expected = problemsOf(target).map((problem) => problem.expected ?? '');
  if (test === undefined) return expected.join('\n');
  const lines = test.file.text.split(/\r\n|\n|\r/);
  const { startRow, endRow } = test.span ?? { startRow: 0, endRow: lines.length };
  return [...lines.slice(startRow, endRow + 1), ...expected].join('\n');
}

import type { TestReport } from '../testReport';
import type { Verdict } from '../selection/verdict';
import { problemsOf, redOf } from '../selection/targets';

/** What kind of failure a revision (or the baseline) has; the policy's tables go by it. */
export type FailureClass =
  'none' | 'load' | 'assertion' | 'exception' | 'timeout' | 'regression' | 'environment';

/** The class of what is worst: code that does not run, then what hangs, then what broke, then the targets' own failures. */
export function failureClassOf(report: TestReport, verdict: Verdict): FailureClass {
  if (report.verdict === 'timed-out') return 'timeout';
  if (report.loadErrors.length > 0) return 'load';
  if (report.verdict === 'not-started' || report.verdict === 'no-tests') return 'environment';
  const red = new Set(verdict.stillRed);
  const problems = redOf(report)
    .filter(({ id }) => red.has(id))
    .flatMap((target) => problemsOf(target).slice(0, 1));
  if (problems.some(({ kind }) => kind === 'timeout')) return 'timeout';
  if (verdict.regressions.length > 0) return 'regression';
  if (problems.length === 0) return 'none';
  return problems.some(({ kind }) => kind === 'assert') ? 'assertion' : 'exception';
}

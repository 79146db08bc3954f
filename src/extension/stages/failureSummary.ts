import { problemsOf, redOf, titleOf } from '../../core/selection/targets';
import type { TestReport } from '../../core/testReport';

/** The first thing that fails and its message, as a start for saying why; empty when nothing does. */
export function failureSummary(report: TestReport | undefined): string {
  const [target] = report ? redOf(report) : [];
  if (target === undefined) return '';
  const [problem] = problemsOf(target);
  return [titleOf(target), problem?.message ?? ''].join('\n\n').trim();
}

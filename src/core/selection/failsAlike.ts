import type { TestReport } from '../testReport';
import type { Target } from './targets';

/** Whether all targets fail in a report as they are known to, to the letter: what fails for another reason was disturbed. */
export function failsAlike({ tests, loadErrors }: TestReport, red: readonly Target[]): boolean {
  const messages = (problems: TestReport['loadErrors']): string =>
    problems.map(({ message }) => message).join('\n');
  return red.every((target) => {
    if (target.kind === 'load')
      return loadErrors.some(({ message }) => message === target.problem.message);
    const seen = tests.find(({ id }) => id === target.id);
    return seen?.status === 'failed' && messages(seen.problems) === messages(target.test.problems);
  });
}

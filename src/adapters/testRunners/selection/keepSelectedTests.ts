import type { TestSelection } from '../../../core/testReport';
import type { RunnerEvent } from '../report/runnerEvents';

/** Leaves out the results of tests, by their ids, that were not asked for; a choice of files leaves out none. */
export function keepSelectedTests(selection: TestSelection): (event: RunnerEvent) => boolean {
  if (selection.kind !== 'tests') return () => true;
  const ids = new Set(selection.tests.map(({ id }) => id));
  return (event) => event.event !== 'test' || ids.has(event.id ?? '');
}

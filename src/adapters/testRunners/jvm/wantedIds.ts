import type { TestSelection } from '../../../core/testReport';
import type { RunnerEvent } from '../report/runnerEvents';

/** Leaves out the results of tests that were not asked for: methods are chosen with all of their cases. */
export function wantedIds(selection: TestSelection): (event: RunnerEvent) => boolean {
  if (selection.kind !== 'tests') return () => true;
  const ids = new Set(selection.tests.map(({ id }) => id));
  return (event) => event.event !== 'test' || ids.has(event.id ?? '');
}

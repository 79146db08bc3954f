import type { TestSelection } from '../../../core/testReport';
import type { RunnerEvent } from '../report/runnerEvents';
import { keepSelectedTests } from './keepSelectedTests';

/** Leaves out the results of other tests and of other files than those asked for; a test without a file may be of any. */
export function keepSelection(selection: TestSelection): (event: RunnerEvent) => boolean {
  if (selection.kind !== 'files') return keepSelectedTests(selection);
  const files = new Set(selection.files);
  return (event) => event.event !== 'test' || event.file === undefined || files.has(event.file);
}

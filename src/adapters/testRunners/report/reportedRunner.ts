import type { TestRunner, TestRunRequest } from '../../../core/ports';
import type { TestSelection } from '../../../core/testReport';
import type { ReportFile } from './reportFile';
import { runReported, type RunPlan } from './reportedRun';
import type { RunnerEvent } from './runnerEvents';

/** What a runner is made of. */
export interface RunnerParts {
  readonly name: string;
  /** The command for a report file; undefined when nothing of the selection exists. */
  readonly plan: (request: TestRunRequest, report: ReportFile) => Promise<RunPlan | undefined>;
  /** Which events of a run are of the selection; without it all are. */
  readonly keep?: (selection: TestSelection) => (event: RunnerEvent) => boolean;
}

/** A test runner behind the port whose runs are planned by these parts. */
export function reportedRunner({ name, plan, keep }: RunnerParts): TestRunner {
  return {
    name,
    run: (request, signal) =>
      runReported(
        {
          runner: name,
          request,
          plan: (report) => plan(request, report),
          ...(keep && { keep: keep(request.selection) }),
        },
        signal,
      ),
  };
}

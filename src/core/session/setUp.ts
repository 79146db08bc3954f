import type { CandidateTree } from '../ports';
import { baselineVerdict } from '../selection/judge';
import { patchKeyOf } from '../revisions/patchKey';
import type { TestReport } from '../testReport';
import { measureBaseline, obstacle } from './baseline';
import type { Bench } from './bench';
import type { Ending, Session } from './ending';
import type { SessionEvent } from './events';

/** Measures the baseline and lays out the bench; an ending when there is nothing to repair or no way to. */
export async function* setUp(
  session: Session,
  tree: CandidateTree,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, Bench | Ending> {
  const { task, ports, meter, history } = session;
  const baseline = await measureBaseline({ task, ports, meter, tree }, signal);
  const { report, targets, flaky } = baseline;
  yield { kind: 'baseline', report, targets: targets.map(({ id }) => id), flaky: [...flaky] };
  const verdict = baselineVerdict(targets);
  history.add(
    { number: 0, parent: 0, texts: new Map(), files: [], verdict, report },
    patchKeyOf(new Map()),
  );
  const message = obstacle(baseline, task.targets);
  if (message !== undefined) return { kind: 'environment', message };
  if (targets.length === 0) return alreadyGreen(task.targets);
  return {
    task,
    ports,
    meter,
    tree,
    standard: { baseline: report, targets, flaky },
    paths: new Set(await ports.workspace.list()),
    testFiles: testFilesOf(report),
  };
}

/** Files that hold tests, those that did not load included. */
function testFilesOf({ tests, loadErrors }: TestReport): ReadonlySet<string> {
  const loaded = tests.flatMap(({ file }) => (file === undefined ? [] : [file]));
  return new Set([...loaded, ...loadErrors.flatMap(({ blocks = [] }) => blocks)]);
}

function alreadyGreen(wanted: readonly string[]): Ending {
  if (wanted.length === 0) return { kind: 'already-green' };
  const message = 'What was asked for passes already; there is nothing to fix.';
  return { kind: 'already-green', message };
}

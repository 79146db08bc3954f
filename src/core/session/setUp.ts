import { createImportReach } from '../context/importReach';
import { revisionKey } from '../revisions/patchKey';
import { ownTestsOf } from '../guards/ownTests';
import { protectionOf } from '../guards/protectedPaths';
import type { CandidateTree, FileTexts, Workspace } from '../ports';
import { ExplainedError } from '../errors';
import { baselineVerdict, judge } from '../selection/judge';
import { redOf, selectionOf } from '../selection/targets';
import type { TestReport } from '../testReport';
import { measureBaseline, obstacle, type Baseline } from './baseline';
import { resetTree, runTests, type Bench } from './bench';
import { makeCheck } from './makeCheck';
import { planFor } from '../policy/efforts';
import type { Ending, Session } from './ending';
import type { SessionEvent } from './events';
import { holdOutTests } from './holdOutTests';
import { restore, type Past } from './resume';
import type { Task } from './task';
import { isAbout } from '../selection/isAbout';

interface Setting {
  readonly tree: CandidateTree;
  readonly past: Past;
}

/** Measures the baseline, or takes it from the past, and lays out the bench; an ending when there is nothing to repair or no way to. */
export async function* setUp(
  session: Session,
  { tree, past }: Setting,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, Bench | Ending> {
  if (past.complete.length > 0) return restoredBench(session, { tree, past }, signal);
  const { task, ports, meter } = session;
  const measured = await measureBaseline({ task, ports, meter, tree }, signal);
  const meant = withMeant(measured, task);
  const needsCheck = task.instruction !== undefined && meant.targets.length === 0;
  const made = needsCheck
    ? yield* makeCheck({ session, tree, measured: meant }, signal)
    : { measured: meant };
  if ('kind' in made) return made;
  const { report, targets, flaky } = made.measured;
  const heldOut = await holdOutTests(session, targets);
  const ids = targets.map(({ id }) => id);
  yield {
    kind: 'baseline',
    report,
    targets: ids,
    flaky: [...flaky],
    ...(heldOut.length > 0 && { heldOut }),
  };
  const ended = endedBefore(made.measured, session);
  addBaseline(session, report, ids);
  return ended ?? benchOf(session, tree, { ...made.measured, ...made, heldOut });
}

/** Of red tests that nobody named, only those that speak of what the words ask for. */
function withMeant(measured: Baseline, { instruction, targets }: Task): Baseline {
  if (instruction === undefined || targets.length > 0) return measured;
  return { ...measured, targets: measured.targets.filter((each) => isAbout(each, instruction)) };
}

function endedBefore(measured: Baseline, { task }: Session): Ending | undefined {
  const message = obstacle(measured, task.targets);
  if (message !== undefined) return { kind: 'environment', message };
  return measured.targets.length === 0 ? alreadyGreen(task.targets) : undefined;
}

interface Layout extends Baseline {
  readonly heldOut: readonly string[];
  readonly fixtures?: FileTexts;
}

/** The bench of a session, once it is known what revisions are judged by. */
export async function benchOf(
  { task, ports, meter }: Pick<Session, 'task' | 'ports' | 'meter'>,
  tree: CandidateTree,
  { report, targets, flaky, heldOut, fixtures }: Layout,
): Promise<Bench> {
  const standard = { baseline: report, targets, flaky };
  const paths = new Set(await ports.workspace.list());
  return {
    task,
    ports,
    meter,
    tree,
    plan: planFor(task.effort),
    standard: fixtures === undefined ? standard : { ...standard, unproven: true },
    paths,
    imports: createImportReach({ paths, read: (path) => ports.workspace.read(path) }),
    testFiles: new Set([
      ...(await testFilesOf(report, ports.workspace)),
      ...(fixtures?.keys() ?? []),
    ]),
    heldOut: new Set(heldOut),
    fixtures: fixtures ?? new Map(),
  };
}

/** The bench of a session that was cut off, with all its revisions, from its events alone. */
async function restoredBench(
  session: Session,
  { tree, past: { complete } }: Setting,
  signal: AbortSignal,
): Promise<Bench> {
  const { history, meter, ports } = session;
  const baseline = complete.find((event) => event.kind === 'baseline');
  if (baseline === undefined) throw new Error('The past of a session lacks its baseline');
  addBaseline(session, baseline.report, baseline.targets);
  await restore(complete, { history, meter, workspace: ports.workspace });
  const bench = await benchOf(session, tree, layoutIn(complete, baseline));
  await assertStillRed(bench, signal);
  return bench;
}

/** What a session judged its revisions by, told by its events. */
export function layoutIn(
  events: readonly SessionEvent[],
  { report, targets: ids, flaky, heldOut = [] }: Extract<SessionEvent, { kind: 'baseline' }>,
): Layout {
  const check = events.findLast((event) => event.kind === 'check' && event.valid);
  const targets = redOf(report).filter(({ id }) => ids.includes(id));
  const layout = { report, targets, flaky: new Set(flaky), heldOut };
  if (check?.kind !== 'check') return layout;
  return { ...layout, fixtures: new Map([[check.path, check.text]]) };
}

function addBaseline({ history }: Session, report: TestReport, targets: readonly string[]): void {
  const verdict = baselineVerdict(targets);
  const origin = { number: 0, parent: 0, texts: new Map(), files: [], explanation: '' };
  history.add({ ...origin, verdict, report }, revisionKey(new Map()));
}

/** Throws an `ExplainedError` when the baseline is no longer what it was, because then no verdict could be trusted. */
async function assertStillRed(bench: Bench, signal: AbortSignal): Promise<void> {
  await resetTree(bench, new Map());
  const { targets } = bench.standard;
  const report = await runTests(bench, { selection: selectionOf(targets) }, signal);
  if (judge(bench.standard, report, 'targets').fixed === 0) return;
  // What is green alone may be red in company, as it was.
  const whole = await runTests(bench, { selection: { kind: 'all' } }, signal);
  if (judge(bench.standard, whole, 'whole').fixed === 0) return;
  throw new ExplainedError(
    'Tests that were red pass now, so the session can not be continued; start a new one.',
    'configuration',
  );
}

/**
 * Files that are tests, those that did not load included. Source that only holds tests beside its code may be edited, but
 * for these tests.
 */
async function testFilesOf(
  { tests, loadErrors }: TestReport,
  workspace: Workspace,
): Promise<ReadonlySet<string>> {
  const loaded = tests.flatMap(({ file }) => (file === undefined ? [] : [file]));
  const files = new Set([...loaded, ...loadErrors.flatMap(({ blocks = [] }) => blocks)]);
  for (const path of files) {
    if (protectionOf(path, new Set()) !== undefined) continue;
    if (ownTestsOf(path, (await workspace.read(path)) ?? '') !== '') files.delete(path);
  }
  return files;
}

function alreadyGreen(wanted: readonly string[]): Ending {
  if (wanted.length === 0) return { kind: 'already-green' };
  const message = 'What was asked for passes already; there is nothing to fix.';
  return { kind: 'already-green', message };
}

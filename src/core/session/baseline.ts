import type { CandidateTree } from '../ports';
import { chooseTargets, isNamed, redOf, selectionOf, type Target } from '../selection/targets';
import type { TestReport } from '../testReport';
import type { SolvePorts } from './bench';
import type { Meter } from './meter';
import type { Task } from './task';

/** What the untouched code's tests said. */
export interface Baseline {
  readonly report: TestReport;
  readonly targets: readonly Target[];
  readonly flaky: ReadonlySet<string>;
}

interface BaselineInputs {
  readonly task: Task;
  readonly ports: SolvePorts;
  readonly meter: Meter;
  readonly tree: CandidateTree;
}

/** Runs all tests once and the failing ones twice; what differs, in the same company too, is flaky and never a target. */
export async function measureBaseline(
  inputs: BaselineInputs,
  signal: AbortSignal,
): Promise<Baseline> {
  const { task, tree } = inputs;
  await tree.reset(new Map());
  const report = await runBaseline(inputs, { kind: 'all' }, signal);
  const red = chooseTargets(redOf(report), task.targets).filter((one) => !isCrash(one, report));
  const flaky = await findFlaky(inputs, { report, red }, signal);
  return { report, targets: red.filter((target) => !flaky.has(target.id)), flaky };
}

/** A test file whose process was killed: that may be the machine's fault, and tells of no place in the code. */
function isCrash(target: Target, { verdict }: TestReport): boolean {
  return verdict === 'killed' && target.kind === 'load' && target.problem.kind === 'crash';
}

/** Why no repair can start from this baseline, as a sentence with the next step; undefined when one can. */
export function obstacle(
  { report, targets, flaky }: Baseline,
  wanted: readonly string[],
): string | undefined {
  if (targets.length > 0) return undefined;
  if (flaky.size > 0) {
    return `Only tests that fail now and then are red (${[...flaky].join(', ')}); make them steady first.`;
  }
  if (report.verdict === 'killed') return report.explanation ?? notEnded(report);
  if (report.tests.some((test) => isNamed(test, wanted))) return undefined;
  const red = redOf(report);
  if (red.length > 0) {
    const names = red.slice(0, 5).map((target) => target.id);
    return `No failing test matches ${wanted.map((name) => `"${name}"`).join(', ')}; failing are: ${names.join(', ')}.`;
  }
  if (report.verdict === 'passed') {
    const names = wanted.map((name) => `"${name}"`).join(', ');
    return wanted.length === 0 ? undefined : `No test matches ${names}; all tests pass.`;
  }
  return report.explanation ?? notEnded(report);
}

function notEnded({ verdict }: TestReport): string {
  return `The tests did not run to an end (${verdict}); run them by hand first.`;
}

async function findFlaky(
  inputs: BaselineInputs,
  { report, red }: { readonly report: TestReport; readonly red: readonly Target[] },
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const tests = red.filter((target) => target.kind === 'test');
  if (report.verdict !== 'failed' || tests.length === 0) return new Set();
  const again = await runBaseline(inputs, selectionOf(tests), signal);
  const suspected = tests.map(({ id }) => id).filter((id) => passedIn(again).has(id));
  if (suspected.length === 0) return new Set();
  // What is green alone may be red for good in company; only a second run of everything tells it from chance.
  const whole = passedIn(await runBaseline(inputs, { kind: 'all' }, signal));
  return new Set(suspected.filter((id) => whole.has(id)));
}

function passedIn({ tests }: TestReport): ReadonlySet<string> {
  return new Set(tests.filter(({ status }) => status === 'passed').map(({ id }) => id));
}

function runBaseline(
  { task, ports, meter, tree }: BaselineInputs,
  selection: Parameters<SolvePorts['runner']['run']>[0]['selection'],
  signal: AbortSignal,
): Promise<TestReport> {
  const request = { root: tree.root, selection, limits: task.testLimits };
  return meter.timed('test', () => ports.runner.run(request, signal));
}

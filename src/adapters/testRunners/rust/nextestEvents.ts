import { availableParallelism } from 'node:os';
import { readJUnit } from '../report/junitXml';
import type { EndedRun } from '../report/reportedRun';
import type { RunnerEvent } from '../report/runnerEvents';
import { buildError, type CargoRun } from './cargoBuildError';
import { readCargoBuild } from './cargoMessages';
import { binariesOf, binaryOf, type Binaries } from './nextestBinaries';
import { readNextestLines } from './nextestLines';
import { readNextestList, type NextestSuite } from './nextestList';
import { nextestProblem, reportedResult, type NextestResult } from './nextestResult';
import { rustTest, rustTestEvent } from './rustTestEvent';

const STARTED = /^ +Starting \d+ tests? across /m;
const SETUP = /^@setup-script:/;

/** The events of an ended run of `cargo nextest run`; `junit` is its report, which is there when it came to its end. */
export async function nextestEvents(
  run: CargoRun,
  ended: EndedRun,
  junit: string,
): Promise<readonly RunnerEvent[]> {
  const build = readCargoBuild(ended.stdout);
  if (build.problem !== undefined) return [await buildError(run, build.problem, build.failed)];
  const suites = readNextestList(ended.stdout);
  const report = readJUnit(junit);
  if (suites === undefined || !(report.isComplete || STARTED.test(ended.stderr))) return [];
  const binaries = await binariesOf(run, suites);
  const results = report.isComplete
    ? report.cases.filter(({ outcome }) => outcome !== 'skipped').map(reportedResult)
    : readNextestLines(ended.stderr);
  const known = inOrder(suites, results);
  const open = openTests(suites, known);
  const isWhole = report.isComplete && open.length === 0 && ended.process.stopped === undefined;
  return [
    { event: 'start' },
    ...known.flatMap((one) => endedEvents(run, binaries, one)),
    ...ignoredTests(run, binaries, suites),
    ...setupErrors(results, filesOf(binaries, open)),
    ...runningTests(binaries, report.isComplete ? [] : open),
    ...(isWhole ? [{ event: 'end' } as const] : []),
  ];
}

/** The listed tests in their order, because they end in any. */
function inOrder(
  suites: readonly NextestSuite[],
  results: readonly NextestResult[],
): readonly NextestResult[] {
  const byKey = new Map(results.map((one) => [keyOf(one), one]));
  return suites.flatMap(({ binaryId, tests }) =>
    tests.flatMap(({ name }) => byKey.get(keyOf({ binaryId, name })) ?? []),
  );
}

type TestKey = Pick<NextestResult, 'binaryId' | 'name'>;

function keyOf({ binaryId, name }: TestKey): string {
  return `${binaryId} ${name}`;
}

function endedEvents(
  run: CargoRun,
  binaries: Binaries,
  result: NextestResult,
): readonly RunnerEvent[] {
  const { name, isPassed, durationMs, signal } = result;
  const binary = binaryOf(binaries, result.binaryId);
  const test = rustTest(binary, name);
  const event = rustTestEvent(run, binary.target, {
    ...test,
    durationMs,
    output: isPassed ? '' : result.output,
    ...(isPassed ? { status: 'passed' } : { status: 'failed', problem: nextestProblem(result) }),
  });
  const file = test.file ?? binary.target?.source;
  if (signal === undefined || file === undefined) return [event];
  return [event, { event: 'file-failed', file, signal, stderr: '' }];
}

function ignoredTests(
  run: CargoRun,
  binaries: Binaries,
  suites: readonly NextestSuite[],
): readonly RunnerEvent[] {
  return suites.flatMap((suite) => {
    const binary = binaryOf(binaries, suite.binaryId);
    const ignored = suite.tests.filter(({ isIgnored }) => isIgnored);
    return ignored.map(({ name }) =>
      rustTestEvent(run, binary.target, {
        ...rustTest(binary, name),
        status: 'skipped',
        durationMs: 0,
        output: '',
      }),
    );
  });
}

/** Scripts that a project runs before its tests are suites of the report, too. */
function setupErrors(
  results: readonly NextestResult[],
  blocked: readonly string[],
): readonly RunnerEvent[] {
  const [file, ...others] = blocked;
  const broken = results.filter((one) => SETUP.test(one.binaryId) && !one.isPassed);
  return broken.map(({ name, reason }) => ({
    event: 'error',
    ...(file !== undefined && { file, others }),
    problem: { kind: 'hook', message: `The setup script ${name} failed: ${reason}` },
  }));
}

function filesOf(binaries: Binaries, open: readonly TestKey[]): readonly string[] {
  const files = open.flatMap((one) => {
    const binary = binaryOf(binaries, one.binaryId);
    return rustTest(binary, one.name).file ?? binary.target?.source ?? [];
  });
  return [...new Set(files)];
}

/** Tests that were to run and did not end, in the order in which nextest starts them. */
function openTests(
  suites: readonly NextestSuite[],
  results: readonly NextestResult[],
): readonly TestKey[] {
  const done = new Set(results.map(keyOf));
  const wanted = suites.flatMap(({ binaryId, tests }) =>
    tests.flatMap(({ name, isWanted }) => (isWanted ? [{ binaryId, name }] : [])),
  );
  return wanted.filter((one) => !done.has(keyOf(one)));
}

/** As many run at a time as there are threads. */
function runningTests(binaries: Binaries, open: readonly TestKey[]): readonly RunnerEvent[] {
  const threads = Number(process.env['NEXTEST_TEST_THREADS'] ?? availableParallelism());
  return open.slice(0, threads).map((one) => ({
    event: 'test-start',
    ...rustTest(binaryOf(binaries, one.binaryId), one.name),
  }));
}

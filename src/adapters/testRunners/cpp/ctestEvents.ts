import type { EndedRun } from '../report/reportedRun';
import { clipText } from '../report/clipText';
import { readJUnit, type JUnitCase } from '../report/junitXml';
import type { RawTest, RunnerEvent } from '../report/runnerEvents';
import { buildProblem } from './cppProblem';
import { findCppTest, type CppTest } from './cppTestFiles';
import { ctestMarks, ctestOutcome, type CtestMark } from './ctestOutcome';

/** What the events are read with besides the report. */
export interface CtestRun {
  readonly tests: readonly CppTest[];
  /** Test files that were to run, relative; undefined for all. */
  readonly files: readonly string[] | undefined;
}

const STARTED = /^\s*Start +\d+: (.*)$/gm;
const FINISHED = /^\s*\d+\/\d+ +Test +#\d+: (.*?) \.{2,}/gm;
const NO_TESTS = /^No tests were found!!!$/m;
/** More blocked files than these make a name that nobody reads. */
const MAX_BLOCKED = 5;

/** The events of an ended build and run, from CTest's report. */
export function ctestEvents(run: CtestRun, xml: string, ended: EndedRun): readonly RunnerEvent[] {
  if (!ended.isStarted) return ended.process.stopped === undefined ? [buildEvent(run, ended)] : [];
  if (NO_TESTS.test(`${ended.stdout}\n${ended.stderr}`))
    return [{ event: 'start' }, { event: 'end' }];
  const started = namesIn(ended.stdout, STARTED);
  const report = readJUnit(xml);
  const marks = ctestMarks(ended.stdout);
  return [
    ...(started.length > 0 || report.cases.length > 0 ? [{ event: 'start' } as const] : []),
    ...report.cases.map((one) => testEvent(run, one, marks.get(one.name))),
    ...(report.cases.length > 0 ? [] : runningEvents(run, started, ended.stdout)),
    ...(report.isComplete && report.cases.length > 0 ? [{ event: 'end' } as const] : []),
  ];
}

function buildEvent({ tests, files }: CtestRun, { stdout, stderr }: EndedRun): RunnerEvent {
  const problem = buildProblem(`${stderr}\n${stdout}`);
  const all = [...new Set(tests.map((test) => test.file))];
  const [file, ...others] = (files ?? all).slice(0, MAX_BLOCKED);
  return { event: 'error', ...(file !== undefined && { file, others }), problem };
}

function testEvent(run: CtestRun, one: JUnitCase, mark: CtestMark | undefined): RunnerEvent {
  const outcome = ctestOutcome(one, mark);
  return {
    event: 'test',
    ...identify(run, one.name),
    ...outcome,
    durationMs: one.durationMs,
    ...(outcome.status === 'failed' && { output: clipText(one.output) }),
  };
}

/** Without a report, which comes last, the lines on what began and did not end name what hangs. */
function runningEvents(
  run: CtestRun,
  started: readonly string[],
  stdout: string,
): readonly RunnerEvent[] {
  const finished = new Set(namesIn(stdout, FINISHED));
  return started
    .filter((name) => !finished.has(name))
    .map((name) => ({ event: 'test-start', ...identify(run, name) }));
}

function namesIn(stdout: string, pattern: RegExp): readonly string[] {
  return [...stdout.matchAll(pattern)].map(([, name = '']) => name.trim());
}

/** The id is CTest's own name; that of GoogleTest is `Instance/Suite.Name/0`. */
function identify({ tests, files }: CtestRun, id: string): RawTest {
  const asked = tests.filter(({ file }) => files?.includes(file));
  const found = findCppTest(asked, id) ?? findCppTest(tests, id);
  const [, suite, name] = /^([\p{L}\p{N}_/]+)\.([\p{L}\p{N}_].*)$/u.exec(id) ?? [];
  const row = name === undefined ? undefined : /^([\p{L}\p{N}_]+)\/./u.exec(name)?.[1];
  return {
    id,
    ...(found && { file: found.file, line: found.line }),
    suite: [suite, row].filter((one) => one !== undefined),
    name: name ?? id,
  };
}

import type { EndedRun } from '../report/reportedRun';
import type { RawProblem, RawTest, RunnerEvent } from '../report/runnerEvents';
import { phpLoadError, phpProblem } from './phpProblem';
import type { PhpTestFile } from './phpTestFile';
import { readTeamCity, type TeamCityMessage } from './teamCity';

/** What the events are read with besides the report. */
export interface PhpunitRun {
  /** Test files that were to run, relative; undefined for all. */
  readonly files: readonly string[] | undefined;
  /** A file by its absolute path. */
  readonly readFile: (path: string) => PhpTestFile;
}

const HINT = /^php_qn:\/\/(.*?)::\\?([^:]+)(?:::(.*))?$/s;
/** Hooks of PHPUnit; others are marked in the source, which is not looked at. */
const HOOK = /^(setUp|setUpBeforeClass|tearDown|tearDownAfterClass|assertPreConditions)$/;
/** Said by PHPUnit of itself, in place of a test. */
const NO_TESTS = 'PHPUnit\\Framework\\WarningTestCase';
const RISKY = /^This test (did not perform any assertions|was considered risky)/;

/** The events of an ended run, from its report in TeamCity's format. */
export function phpunitEvents(
  run: PhpunitRun,
  report: string,
  ended: EndedRun,
): readonly RunnerEvent[] {
  const messages = readTeamCity(report);
  const isEmpty = /^No tests executed!$/m.test(ended.stdout);
  const error = phpLoadError(`${ended.stderr}\n${ended.stdout}`);
  const isCut = ended.process.exitCode === FATAL_EXIT || (messages.length === 0 && !isEmpty);
  return [
    ...(messages.length > 0 || isEmpty ? [{ event: 'start' } as const] : []),
    ...testEvents(run, messages),
    ...(error !== undefined && isCut ? [loadEvent(run, error)] : []),
    ...(isEmpty || isWhole(messages) ? [{ event: 'end' } as const] : []),
  ];
}

/** With which PHP ends after an error that nobody caught. */
const FATAL_EXIT = 255;

function isWhole(messages: readonly TeamCityMessage[]): boolean {
  const count = (kind: string): number => messages.filter((one) => one.kind === kind).length;
  const suites = count('testSuiteStarted');
  return suites > 0 && suites === count('testSuiteFinished');
}

function loadEvent({ files = [] }: PhpunitRun, problem: RawProblem): RunnerEvent {
  const own = (problem.frames ?? []).map(({ file }) => file).filter((file) => TEST_FILE.test(file));
  const [file, ...others] = files.length > 0 ? files : own;
  return { event: 'error', ...(file !== undefined && { file, others }), problem };
}

const TEST_FILE = /Test\.php$/;

function testEvents(run: PhpunitRun, messages: readonly TeamCityMessage[]): readonly RunnerEvent[] {
  const events: RunnerEvent[] = [];
  let current: RawTest | undefined;
  let outcome: Outcome = { status: 'passed', problems: [] };
  for (const { kind, fields } of messages) {
    if (kind === 'testStarted') {
      current = identify(run, fields);
      outcome = { status: 'passed', problems: [] };
      if (current !== undefined) events.push({ event: 'test-start', ...current });
    } else if (current !== undefined && kind === 'testFinished') {
      const durationMs = Number(fields['duration'] ?? 0);
      events.push({ event: 'test', ...current, ...outcome, durationMs });
      current = undefined;
    } else if (current !== undefined) {
      outcome = outcomeOf(run, current, { kind, fields }) ?? outcome;
    }
  }
  return events;
}

interface Outcome {
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly problems: readonly RawProblem[];
}

function outcomeOf(
  run: PhpunitRun,
  test: RawTest,
  { kind, fields }: TeamCityMessage,
): Outcome | undefined {
  if (kind === 'testIgnored') return { status: 'skipped', problems: [] };
  // Whether such a test fails the run is for the configuration to say: the exit code tells.
  if (kind !== 'testFailed' || RISKY.test(fields['message'] ?? '')) return undefined;
  return { status: 'failed', problems: [withHook(run, test, phpProblem(fields))] };
}

/** An error in a hook of the test's own file. */
function withHook({ readFile }: PhpunitRun, { file }: RawTest, problem: RawProblem): RawProblem {
  const own = problem.frames?.find((frame) => frame.file === file);
  if (file === undefined || own === undefined) return problem;
  const isHook = HOOK.test(readFile(file).functionAt(own.line) ?? '');
  return isHook ? { ...problem, kind: 'hook' } : problem;
}

/** The class is the suite, and so is the method of a test with data; undefined for what is no test of the project. */
function identify(
  { readFile }: PhpunitRun,
  fields: TeamCityMessage['fields'],
): RawTest | undefined {
  const [, file, suite = '', title = fields['name'] ?? ''] =
    HINT.exec(fields['locationHint'] ?? '') ?? [];
  if (file === undefined || suite === NO_TESTS) return undefined;
  const method = title.replace(/ with data set [\s\S]*$/, '');
  const line = readFile(file).lineOf(method);
  return {
    file,
    ...(line !== undefined && { line }),
    suite: title === method ? [suite] : [suite, method],
    name: title,
  };
}

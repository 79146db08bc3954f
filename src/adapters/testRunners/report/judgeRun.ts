import type { RunVerdict, TestSelection } from '../../../core/testReport';
import type { ProcessResult } from '../../processes/runProcess';
import { MAX_PROCESSES } from '../../processes/watchCrowd';
import type { Findings } from './findings';

/** A verdict, with a sentence and the next step for all but `passed` and `failed`. */
export interface RunJudgement {
  readonly verdict: RunVerdict;
  readonly explanation?: string;
}

/** What a run is judged by. */
export interface RunFacts {
  readonly runner: string;
  readonly process: ProcessResult;
  readonly findings: Findings;
  readonly selection: TestSelection;
  /** Whether tests failed that ran beside those that were asked for: the exit code then speaks of them. */
  readonly haveOthersFailed?: boolean;
}

const EMPTY_FILE =
  /^(No test suite found in file|Your test suite must contain at least one test|No tests found in )/;

type Rule = (facts: RunFacts) => RunJudgement | undefined;

/** The first rule that applies decides; green is what no rule objects to. */
const RULES: readonly Rule[] = [
  whenCrowded,
  whenStopped,
  whenNotStarted,
  whenKilled,
  whenEmpty,
  whenNotLoaded,
  whenFailed,
  whenCutShort,
  whenNothingRan,
  whenCodeDisagrees,
];

/**
 * The verdict on a run. `passed` only when the process ended by itself with exit code 0, or lingered after a complete
 * report, and the report has its end mark, at least one test that ran, every selected test, and no error anywhere.
 */
export function judgeRun(facts: RunFacts): RunJudgement {
  for (const rule of RULES) {
    const judgement = rule(facts);
    if (judgement !== undefined) return judgement;
  }
  return { verdict: 'passed' };
}

function whenCrowded({ runner, process, findings }: RunFacts): RunJudgement | undefined {
  if (process.stopped !== 'crowd') return undefined;
  return {
    verdict: 'killed',
    explanation: `${runner} started more than ${MAX_PROCESSES} processes and was stopped with all of them${whileRunning(findings)}. Look for code that starts itself or its tests again and again.`,
  };
}

/** What was running last, as the end of a sentence; empty when it is not known. */
function whileRunning({ running, openFiles }: Findings): string {
  const last = running.at(-1) ?? openFiles.at(-1);
  return last === undefined ? '' : ` while ${JSON.stringify(last)} was running`;
}

function whenStopped({ runner, process, findings }: RunFacts): RunJudgement | undefined {
  const { stopped, durationMs } = process;
  if (stopped !== 'hard' && stopped !== 'silence') return undefined;
  const seconds = Math.round(durationMs / 1000);
  const how =
    stopped === 'hard'
      ? `did not end within its time limit and was stopped after ${seconds} s`
      : `showed no sign of life for too long and was stopped after ${seconds} s`;
  return {
    verdict: 'timed-out',
    explanation: `${runner} ${how}${whileRunning(findings)}. Look for an endless loop or a wait that never ends there, or raise the time limit.`,
  };
}

function whenNotStarted({ runner, process, findings }: RunFacts): RunJudgement | undefined {
  if (process.startError !== undefined) {
    return {
      verdict: 'not-started',
      explanation: `${runner} could not be started (${firstLine(process.startError)}). Check that it is installed for this workspace, and the test command in the settings or in --test.`,
    };
  }
  if (findings.started || findings.loadErrors.length > 0) return undefined;
  return {
    verdict: 'not-started',
    explanation: `${runner} ended with ${endOf(process)} before any test was loaded. Its output says why; often its configuration or the test command is wrong.`,
  };
}

function whenKilled({ runner, process, findings }: RunFacts): RunJudgement | undefined {
  const signal =
    findings.signals[0] ?? (process.stopped === undefined ? process.signal : undefined);
  if (signal === undefined) return undefined;
  const who = findings.signals.length > 0 ? 'A process that ran tests' : `The process of ${runner}`;
  return {
    verdict: 'killed',
    explanation: `${who} was killed by ${signal}: it crashed, ran out of memory or was stopped from outside. Run the tests by hand to see which.`,
  };
}

/** vitest, jest and ava call a file without tests an error; when there is nothing else, it means that there are no tests. */
function whenEmpty({ findings, selection }: RunFacts): RunJudgement | undefined {
  const onlyEmpty = findings.loadErrors.every(({ message }) => EMPTY_FILE.test(message));
  return findings.ended && findings.tests.length === 0 && onlyEmpty
    ? noTests(selection)
    : undefined;
}

function noTests(selection: TestSelection): RunJudgement {
  const none =
    selection.kind === 'all' ? 'No tests were found' : 'The selected tests were not found';
  return {
    verdict: 'no-tests',
    explanation: `${none}. Check their names and places, and the settings of the test runner.`,
  };
}

function whenNotLoaded({ findings }: RunFacts): RunJudgement | undefined {
  const errors = findings.loadErrors.filter(({ kind }) => kind === 'load' || kind === 'compile');
  const [first] = errors;
  if (first === undefined) return undefined;
  const files = new Set(errors.flatMap(({ blocks }) => blocks ?? []));
  const what = files.size === 1 ? '1 test file' : `${files.size} test files`;
  const place =
    first.frames[0] === undefined ? '' : ` at ${first.frames[0].file}:${first.frames[0].line}`;
  return {
    verdict: 'load-error',
    explanation: `${files.size === 0 ? 'Tests' : what} did not load because of ${first.name ?? 'an error'}${place}: ${tellingLine(first.message)}. Repair that first; the tests behind it are unknown until then.`,
  };
}

function whenFailed({ findings }: RunFacts): RunJudgement | undefined {
  const red = findings.tests.some(({ status }) => status === 'failed');
  return red || findings.loadErrors.length > 0 ? { verdict: 'failed' } : undefined;
}

function whenCutShort({ runner, process, findings }: RunFacts): RunJudgement | undefined {
  if (findings.ended) return undefined;
  return {
    verdict: 'unreadable',
    explanation: `The report of ${runner} breaks off, and the process ended with ${endOf(process)}. Something ends the run early, such as a call of exit in the code or a test; look for it in the output.`,
  };
}

function whenNothingRan({ findings, selection }: RunFacts): RunJudgement | undefined {
  const { tests } = findings;
  const missing = missingTests(
    selectedIds(selection),
    tests.map(({ id }) => id),
  );
  if (missing.length > 0) {
    return {
      verdict: 'no-tests',
      explanation: `${missing.length} of the selected tests did not run: ${missing.slice(0, 3).join(', ')}. They may have been renamed or removed; list the tests again.`,
    };
  }
  const ran = tests.some(({ status }) => status === 'passed' || status === 'xfail');
  if (ran) return undefined;
  return {
    verdict: 'no-tests',
    explanation: 'All tests were skipped, so nothing was proven. Run at least one of them.',
  };
}

function missingTests(wanted: readonly string[], seen: readonly string[]): readonly string[] {
  const ids = new Set(seen);
  return wanted.filter((id) => !ids.has(id));
}

function selectedIds(selection: TestSelection): readonly string[] {
  return selection.kind === 'tests' ? selection.tests.map(({ id }) => id) : [];
}

function whenCodeDisagrees(facts: RunFacts): RunJudgement | undefined {
  const { runner, process, haveOthersFailed } = facts;
  if (process.exitCode === 0 || process.stopped === 'lingered') return undefined;
  if (haveOthersFailed === true && process.signal === undefined) return undefined;
  return {
    verdict: 'unreadable',
    explanation: `No test failed, but ${runner} ended with ${endOf(process)}. Its output says why, for example a coverage threshold that is not met.`,
  };
}

function endOf({ exitCode, signal }: ProcessResult): string {
  if (signal !== undefined) return `signal ${signal}`;
  return exitCode === undefined ? 'no exit code' : `exit code ${exitCode}`;
}

/** Compilers begin with a heading such as `Transform failed with 1 error:`. */
function tellingLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return firstLine(lines.find((line) => line !== '' && !line.endsWith(':')) ?? text);
}

function firstLine(text: string): string {
  return (text.split('\n', 1)[0] ?? '').replace(/\.$/, '');
}

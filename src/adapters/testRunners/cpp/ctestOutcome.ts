import type { JUnitCase } from '../report/junitXml';
import type { RawProblem, RawResult } from '../report/runnerEvents';
import { cppProblems, isSuiteBroken } from './cppProblem';

/** What CTest prints of a test that did not simply pass, before and behind the stars. */
const MARK = /^\s*\d+\/\d+ +Test +#\d+: (.*?) \.*([^.*]*)\*\*\*(.*?) +[\d.]+ sec$/;
/** In UTF-16 units: a longer line is no mark, and the pattern would take long on it. */
const MAX_MARK_LENGTH = 1_000;
const EXCEPTION = /^Exception: */;
const NEEDS = /^Failed test dependencies: /;

/** How CTest says that a test ended: its report can't tell a crash from a failure, or what is disabled from what passed. */
export interface CtestMark {
  /** Such as `Subprocess aborted`, where it is told apart. */
  readonly cause: string;
  /** Such as `Failed`, `Timeout` or `Exception: SegFault`. */
  readonly how: string;
}

/** The marks in CTest's output by the names of tests; what tests print can't look like one: it has a number before it. */
export function ctestMarks(stdout: string): ReadonlyMap<string, CtestMark> {
  return new Map(
    stdout.split(/[\r\n]+/).flatMap((line) => {
      const [found, name = '', cause = '', how = ''] =
        line.length > MAX_MARK_LENGTH ? [] : (MARK.exec(line) ?? []);
      return found === undefined ? [] : [[name, { cause, how }] as const];
    }),
  );
}

/** How a test came out, by its case in the report and its mark. */
export function ctestOutcome(
  one: JUnitCase,
  mark: CtestMark = { cause: '', how: '' },
): Pick<RawResult, 'status' | 'problems'> {
  const problems = problemsOf(one, mark);
  if (problems.length > 0) return { status: 'failed', problems };
  const isSkipped = one.outcome === 'skipped' || mark.how.startsWith('Not Run');
  return { status: isSkipped ? 'skipped' : 'passed', problems };
}

function problemsOf(one: JUnitCase, { cause, how }: CtestMark): readonly RawProblem[] {
  if (EXCEPTION.test(how)) {
    const why = cause || how.replace(EXCEPTION, '') || 'unknown';
    return [{ kind: 'crash', message: `The test program crashed: ${why}.` }];
  }
  if (how === 'Timeout') {
    const message = 'The test did not end within the time that its CMakeLists.txt gives it.';
    return [{ kind: 'timeout', message }];
  }
  if (how === 'Not Run') {
    const kind = NEEDS.test(one.output) ? 'hook' : 'load';
    return [{ kind, message: one.output.trim() || 'The test could not be run.' }];
  }
  return isRed(one) ? cppProblems(one.output) : [];
}

function isRed({ outcome, output }: JUnitCase): boolean {
  return outcome === 'failed' || outcome === 'error' || isSuiteBroken(output);
}

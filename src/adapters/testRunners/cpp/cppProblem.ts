import type { RawFrame, RawProblem } from '../report/runnerEvents';
import { clipText } from '../report/clipText';

/** One failure in the output of GoogleTest, up to the next one or the end of its test. */
const FAILURE =
  /^(?:(\S.*?)[:(](\d+)\)?|unknown file): (?:Failure|error)\n([\s\S]*?)(?=^(?:\S.*[:(]\d+\)?|unknown file): (?:Failure|error)$|^\[ (?: FAILED| SKIPPED|RUN {5}) |(?![\s\S]))/gm;
const EQUAL =
  /^Expected equality of these values:\n {2}(.*)\n(?: {4}Which is: (.*)\n)? {2}(.*)(?:\n {4}Which is: (.*))?/;
const TRUTH = /^Value of: .*\n {2}Actual: (.*)\nExpected: (.*)$/m;
/** Whatever is not thrown in the body is thrown in what prepares or ends a test. */
const THROWN =
  /^(?:Unknown )?C\+\+ exception(?: with (?:description "([\s\S]*)"|type (\S+)))? thrown in (.*)\.$/m;
const BODY = 'the test body';
/** GoogleTest skips the tests of a suite that was not prepared, and then tells this. */
const SUITE_FAILED = /^\[ {2}FAILED {2}\] \S+: SetUpTestSuite or TearDownTestSuite$/m;
/** Of GCC and Clang, and of MSVC. */
const COMPILER =
  /^(\S.*?)(?::(\d+):(\d+)|\((\d+)(?:,(\d+))?\)): (?:fatal )?error(?: \w+)?: (.*)$/gm;
const CMAKE = /^CMake Error at (\S.*?):(\d+)[^\n]*\n([\s\S]*?)(?=^\S|(?![\s\S]))/m;
const LINKER = /^.*(?:undefined reference to|undefined symbol|unresolved external symbol).*$/gm;

/** What went wrong in a test by its output; one problem for each failure, at least one. */
export function cppProblems(output: string): readonly RawProblem[] {
  const failures = [...output.matchAll(FAILURE)].map(([, file, line, text = '']) => {
    const place = file === undefined ? [] : [{ file, line: Number(line) }];
    return failureOf(text.trim(), place);
  });
  if (failures.length > 0) return failures;
  return [{ kind: 'assert', message: clipText(output.trim()) || 'The test program failed.' }];
}

/** Whether a suite of GoogleTest failed outside of its tests. */
export function isSuiteBroken(output: string): boolean {
  return SUITE_FAILED.test(output);
}

/** Why the build failed, by all that it printed. */
export function buildProblem(output: string): RawProblem {
  const errors = [...output.matchAll(COMPILER)];
  if (errors.length > 0) {
    return {
      kind: 'compile',
      message: clipText(errors.map(([, , , , , , message = '']) => message).join('\n')),
      frames: errors.map(([, file = '', row, column, line, at]) => ({
        file,
        line: Number(row ?? line),
        ...((column ?? at) !== undefined && { column: Number(column ?? at) }),
      })),
    };
  }
  const [, file, line, message = ''] = CMAKE.exec(output) ?? [];
  if (file !== undefined) {
    const place = { file, line: Number(line) };
    return {
      kind: 'load',
      name: 'CMake Error',
      message: clipText(message.trim()),
      frames: [place],
    };
  }
  const links = [...output.matchAll(LINKER)].map(([text]) => text).join('\n');
  return { kind: 'compile', message: clipText(links || output.trim().slice(-LAST_WORDS)) };
}

/** What a build says last, when nothing in it is known as an error; in UTF-16 units. */
const LAST_WORDS = 2000;

function failureOf(text: string, frames: readonly RawFrame[]): RawProblem {
  const [, description, type, where] = THROWN.exec(text) ?? [];
  if (where !== undefined) {
    const kind = where === BODY ? 'throw' : 'hook';
    const message = clipText(description ?? text);
    return { kind, name: type ?? 'C++ exception', message, frames };
  }
  return { kind: 'assert', message: clipText(text), ...valuesIn(text), frames };
}

/** The value of an expression where it is told, else the expression itself; what was expected comes second. */
function valuesIn(text: string): Pick<RawProblem, 'expected' | 'actual'> {
  const [, first, firstValue, second, secondValue] = EQUAL.exec(text) ?? [];
  if (first !== undefined && second !== undefined) {
    return { actual: firstValue ?? first, expected: secondValue ?? second };
  }
  const [, actual, expected] = TRUTH.exec(text) ?? [];
  return actual === undefined || expected === undefined ? {} : { actual, expected };
}

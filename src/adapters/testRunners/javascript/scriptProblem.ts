import type { ProblemKind } from '../../../core/testReport';
import type { JUnitCase, JUnitReason } from '../report/junitXml';
import type { RawFrame, RawProblem } from '../report/runnerEvents';

/** `at name (place:line:column)` or `at place:line:column`; the place may be relative to the tree. */
const FRAME = /^\s*(?:at )?(?:(?:async )?(.*?) \()?([^\s()][^()]*?):(\d+):(\d+)\)?$/;
/** Schemes of what is no file, such as `node:` and `ext:`. */
const NO_FILE = /^(?!file:)[a-z-]{2,}:|^<|^native$/;
/** `Uncaught (in promise) TypeError: message`, as runners begin a problem. */
const HEAD = /^(?:Uncaught )?(?:\(in promise\) )?(?:([\w$.]*(?:Error|Exception)): )?([^]*)$/;

/** The frames in a stack of JavaScript, innermost first. */
export function scriptFrames(stack: string): readonly RawFrame[] {
  return stack.split('\n').flatMap((line) => {
    const [, caller, file, row, column] = FRAME.exec(line) ?? [];
    if (file === undefined || NO_FILE.test(file)) return [];
    const name = caller === undefined || caller === '<anonymous>' ? {} : { function: caller };
    return [{ file, line: Number(row), column: Number(column), ...name }];
  });
}

/** What a JUnit report says of a failed test. */
export function scriptProblem({ type, message, text }: JUnitReason): RawProblem {
  const [, name = type, words = ''] = HEAD.exec(text === '' ? message : headOf(text)) ?? [];
  const kind = kindOf(name, words);
  return {
    kind,
    ...(name !== '' && { name }),
    message: words.trimEnd(),
    ...(kind === 'assert' && toldValues(words)),
    frames: scriptFrames(text),
  };
}

/** The problem of a test in a JUnit report, if it has one. */
export function caseProblems({ outcome, reason }: JUnitCase): readonly RawProblem[] {
  return reason === undefined || outcome === 'skipped' ? [] : [scriptProblem(reason)];
}

/** What stands above the frames, without the line of source that deno shows there; XML has no lines in attributes. */
function headOf(text: string): string {
  const head = text.split(/\n\s+at /, 1)[0] ?? '';
  return head.replace(/\n[^\n]*\n\s*\^+\s*$/, '');
}

function kindOf(name: string, message: string): ProblemKind {
  if (name === 'TimeoutError') return 'timeout';
  return name === 'AssertionError' || /^expect[.(]/.test(message) ? 'assert' : 'throw';
}

type Values = Pick<RawProblem, 'expected' | 'actual'>;

/** How assertions tell what they wanted and got: `expect`, node:assert, and Deno's. */
function toldValues(message: string): Values {
  const wanted = /^Expected[^\n:]*:\s+(.+)$/m.exec(message)?.[1];
  const got = /^Received[^\n:]*:\s+(.+)$/m.exec(message)?.[1];
  if (wanted !== undefined && got !== undefined) return { expected: wanted, actual: got };
  const [, actual, expected] = /\n\n(.+) !==? (.+)\n*$/.exec(message) ?? [];
  if (actual !== undefined && expected !== undefined) return { expected, actual };
  const difference = /\[Diff\] Actual \/ Expected\n([^]*)$/.exec(message)?.[1];
  return difference === undefined ? {} : diffValues(difference, { expected: '+', actual: '-' });
}

/** Both sides of a difference whose lines begin with these signs. */
export function diffValues(
  difference: string,
  signs: { readonly expected: string; readonly actual: string },
): Values {
  const lines = difference.split('\n').filter((line) => line.trim() !== '');
  const side = (other: string): string =>
    withoutIndent(lines.filter((line) => !line.startsWith(other)).map((line) => line.slice(1)));
  return { expected: side(signs.actual), actual: side(signs.expected) };
}

function withoutIndent(lines: readonly string[]): string {
  const indent = Math.min(...lines.map((line) => line.search(/\S|$/)));
  return lines.map((line) => line.slice(indent)).join('\n');
}

import { loadErrorId, testTitle } from '../../core/selection/targets';
import { nameInFile } from '../../core/selection/testName';
import type { Frame, TestReport, TestResult } from '../../core/testReport';

/** A test, or a file that does not load, that was red when its tests last ran. Lines are 0-based. */
export interface RedTest {
  readonly id: string;
  /** The workspace folder whose tests ran, as a URI in text: folders may lie in each other. */
  readonly folder: string;
  /** As in `Task.targets`. */
  readonly target: string;
  readonly name: string;
  /** Where the test begins. */
  readonly line: number;
  /** The last line that is known to be the test's: its own, or that of its failure. */
  readonly lastLine: number;
}

/** Lines of a text that were replaced, 0-based, with the number of line ends in the new text. */
export interface LineChange {
  readonly start: number;
  readonly end: number;
  /** Whether both the old and the new text begin and end between two lines. */
  readonly wholeLines: boolean;
  readonly newLineEnds: number;
}

/** What is red in a report of a workspace folder, by file; what has no place in a file is left out. */
export function redTestsOf(
  { tests, loadErrors }: TestReport,
  folder: string,
): ReadonlyMap<string, readonly RedTest[]> {
  const byFile = new Map<string, RedTest[]>();
  const add = (file: string, red: Omit<RedTest, 'folder'>): void => {
    const inFile = byFile.get(file) ?? [];
    inFile.push({ ...red, folder });
    byFile.set(file, inFile);
  };
  for (const problem of loadErrors) {
    for (const file of problem.blocks ?? []) {
      const line = lineIn(file, problem.frames) ?? 0;
      add(file, { id: loadErrorId(problem), target: file, name: file, line, lastLine: line });
    }
  }
  for (const test of tests) {
    const red = test.status === 'failed' ? redTest(test) : undefined;
    if (red && test.file !== undefined) add(test.file, red);
  }
  return byFile;
}

/** The tests that begin on the same line, as those of a table do, together. */
export function byLine(tests: readonly RedTest[]): readonly (readonly RedTest[])[] {
  const lines = new Map<number, RedTest[]>();
  for (const test of tests) {
    const sameLine = lines.get(test.line) ?? [];
    sameLine.push(test);
    lines.set(test.line, sameLine);
  }
  return [...lines.values()];
}

/** The tests after a change of their file's text; without those whose first line was changed itself. */
export function afterChange(tests: readonly RedTest[], change: LineChange): readonly RedTest[] {
  const moved = change.newLineEnds - (change.end - change.start);
  return tests.flatMap((test) => {
    if (change.start > test.lastLine) return [test];
    const { line, lastLine } = test;
    if (change.start > line) return [{ ...test, lastLine: Math.max(line, lastLine + moved) }];
    const isAbove = change.end < line || isInsertedBefore(change, line);
    return isAbove ? [{ ...test, line: line + moved, lastLine: lastLine + moved }] : [];
  });
}

/** Whole lines that are put before a line, or taken from before it, leave it as it is. */
function isInsertedBefore(
  { start, end, wholeLines, newLineEnds }: LineChange,
  line: number,
): boolean {
  return end === line && wholeLines && (newLineEnds > 0 || end > start);
}

function redTest(test: TestResult): Omit<RedTest, 'folder'> | undefined {
  const { id, suite, name, file = '', problems } = test;
  const failedAt = lineIn(file, problems[0]?.frames ?? []);
  const line = test.line === undefined ? failedAt : test.line - 1;
  if (line === undefined) return undefined;
  return {
    id,
    target: nameInFile(file, [...suite, name]),
    name: testTitle(test),
    line,
    lastLine: Math.max(line, failedAt ?? line),
  };
}

/** The outermost call in the file: helpers of the same file lie inside of it. */
function lineIn(file: string, frames: readonly Frame[]): number | undefined {
  const frame = frames.findLast((each) => each.file === file);
  return frame && frame.line - 1;
}

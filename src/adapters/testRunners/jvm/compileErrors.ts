import type { RawProblem, RunnerEvent } from '../report/runnerEvents';

/** Maven's `[ERROR] /path/File.java:[12,3] message`. */
const MAVEN = /^\[ERROR\] (\/?\S.*?\.(?:java|kt|groovy|scala)):\[(\d+),(\d+)\] (.*)$/gm;
/** javac's `/path/File.java:12: error: message`, the line of code and a mark below the column. */
const JAVAC = /^(\S.*?\.java):(\d+): error: (.*)(?:\n.*\n( *)\^)?/gm;
/** Kotlin's `e: file:///path/File.kt:12:3 message`. */
const KOTLIN = /^e: (?:file:\/\/)?(\S.*?\.kts?):(\d+):(\d+):? (.*)$/gm;

/** Errors of the compilers of Java and Kotlin in what a build printed, each once. */
export function compileErrors(output: string): readonly RunnerEvent[] {
  const problems = [
    ...[...output.matchAll(MAVEN)].map(([, file, line, column, message]) =>
      problemAt({ file, line, column, message }),
    ),
    ...[...output.matchAll(JAVAC)].map(([, file, line, message, mark]) =>
      problemAt({ file, line, column: mark && String(mark.length + 1), message }),
    ),
    ...[...output.matchAll(KOTLIN)].map(([, file, line, column, message]) =>
      problemAt({ file, line, column, message }),
    ),
  ];
  const once = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...once.values()].map((problem) => ({ event: 'error', problem }));
}

interface Found {
  readonly file: string | undefined;
  readonly line: string | undefined;
  readonly column: string | undefined;
  readonly message: string | undefined;
}

function problemAt({ file = '', line, column, message = '' }: Found): RawProblem {
  const place = {
    file,
    line: Number(line),
    ...(column !== undefined && { column: Number(column) }),
  };
  return { kind: 'compile', message, frames: [place] };
}

import type { RawProblem, RunnerEvent } from '../report/runnerEvents';

/** `File.cs(12,5): error CS1002: ; expected [/tree/App.csproj]`. */
const PLACED =
  /^[ \t]*(\S.*?)\((\d+)(?:,(\d+))?(?:,\d+,\d+)?\): (?:fatal )?error ([A-Z]+\d+)? ?: (.*?)(?: \[[^\]]*\])?$/gm;
/** `/tree/App.csproj : error NU1101: Unable to find package X`, `MSBUILD : error MSB1009: …`. */
const UNPLACED =
  /^[ \t]*(?:(?=\S)(?![^\n]*\(\d+(?:,\d+)*\):)\S[^\n]*? : )?error ([A-Z]+\d+)? ?: (.*?)(?: \[[^\]]*\])?$/gm;
/** Of NuGet, and of the SDK itself: nothing was compiled yet. */
const NOT_COMPILED = /^(NU|NETSDK|MSB)\d/;

/** Errors of a restore or a build in what `dotnet` printed, each once: it prints them where they occur and at the end. */
export function dotnetBuildErrors(output: string): readonly RunnerEvent[] {
  const text = output.replaceAll('\r\n', '\n');
  const problems = [
    ...[...text.matchAll(PLACED)].map(([, file = '', line, column, code, message = '']) =>
      problemOf(code, message, [
        { file, line: Number(line), ...(column !== undefined && { column: Number(column) }) },
      ]),
    ),
    ...[...text.matchAll(UNPLACED)].map(([, code, message = '']) => problemOf(code, message, [])),
  ];
  const once = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...once.values()].map((problem) => ({ event: 'error', problem }));
}

function problemOf(code = 'error', message: string, frames: RawProblem['frames']): RawProblem {
  const kind = NOT_COMPILED.test(code) ? 'load' : 'compile';
  return { kind, name: code, message: message.trim(), ...(frames && { frames }) };
}

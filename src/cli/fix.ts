import type { ExitCode } from './exitCodes';
import { readFixOptions } from './fixOptions';
import type { Screen } from './report/sessionPrinter';
import { solveProject } from './solveProject';

/** Repairs the failing tests of a project; resolves with the exit code, throws an `ExplainedError`. */
export function fix(
  args: readonly string[],
  screen: Screen,
  interrupt: AbortSignal,
): Promise<ExitCode> {
  return solveProject(readFixOptions(args), screen, interrupt);
}

import type { ExitCode } from './exitCodes';
import { readGenerateOptions } from './fixOptions';
import type { Screen } from './report/sessionPrinter';
import { solveProject } from './solveProject';

/** Writes code that an instruction asks for; resolves with the exit code, throws an `ExplainedError`. */
export function generate(
  args: readonly string[],
  screen: Screen,
  interrupt: AbortSignal,
): Promise<ExitCode> {
  return solveProject(readGenerateOptions(args), screen, interrupt);
}

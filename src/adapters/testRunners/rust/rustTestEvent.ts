import { clipText } from '../report/clipText';
import type { RawFrame, RawProblem, RawTest, RunnerEvent } from '../report/runnerEvents';
import type { CargoRun } from './cargoBuildError';
import { candidatePaths, type CargoTarget } from './cargoTargets';
import { beforeBacktrace } from './rustProblem';
import { findRustTest, type RustTest } from './rustTestFiles';

/** A test binary, by the target that it was built of. */
export interface RustBinary {
  readonly target: CargoTarget | undefined;
  readonly tests: readonly RustTest[];
}

/** How a test ended. */
export interface RustResult extends RawTest {
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly durationMs: number;
  /** What it printed. */
  readonly output: string;
  readonly problem?: RawProblem | undefined;
}

/** A finished test as an event, its frames placed in the tree. */
export function rustTestEvent(
  run: CargoRun,
  target: CargoTarget | undefined,
  { problem, output, ...test }: RustResult,
): RunnerEvent {
  const frames = problem?.frames?.map((frame) => placed(run, target, frame));
  const text = beforeBacktrace(output);
  return {
    event: 'test',
    ...test,
    problems: problem === undefined ? [] : [{ ...problem, ...(frames && { frames }) }],
    ...(text !== '' && { output: clipText(text) }),
  };
}

/** Ids begin with the root file of the target, because several targets may have tests of one name. */
export function rustTest({ target, tests }: RustBinary, name: string): RawTest {
  const found = findRustTest(tests, name);
  return {
    id: `${target?.source ?? 'unknown'} > ${name}`,
    ...(found && { file: found.file, line: found.line }),
    ...splitRustName(name),
  };
}

/** The path of a test in its crate as its modules and its name. */
export function splitRustName(path: string): Pick<RawTest, 'suite' | 'name'> {
  const names = path.split('::');
  return { suite: names.slice(0, -1), name: names.at(-1) ?? path };
}

/** Places are relative to the root of the tree or to the folder of the package. */
export function rustFile(run: CargoRun, target: CargoTarget, file: string): string {
  return candidatePaths(file, target).find(run.exists) ?? file;
}

function placed(run: CargoRun, target: CargoTarget | undefined, frame: RawFrame): RawFrame {
  return target === undefined ? frame : { ...frame, file: rustFile(run, target, frame.file) };
}

import { join } from 'node:path';
import type { TestRunner } from '../../../core/ports';
import { warmFiles } from '../selection/selectedFiles';
import { warmChecks } from '../warm/warmChecks';
import type { NodeProgram } from './nodeProgram';

/** What of a setup of jest decides how its tests are kept loaded. */
interface JestProcess {
  readonly node: NodeProgram;
  readonly nodeFlags?: readonly string[];
  /** Absolute path of the folder of the workspace's own jest. */
  readonly jestFolder: string;
  readonly flags: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Absolute path of the folder with our reporters. */
  readonly reportersFolder: string;
  /** A flag for the full names of the tests that are wanted; none: all tests of their files. */
  readonly pattern: readonly string[];
}

/** Flags with which a run is not the same as one of these files alone. */
const UNFIT =
  /^--(shard|bail|projects|selectProjects|ignoreProjects|forceExit|logHeapUsage|detectLeaks|init|randomize)(=|$)/;

/** Keeps jest itself loaded, in a process for each test that goes on at a time, which then runs test files by itself. */
export function warmJest(setup: JestProcess): NonNullable<TestRunner['warmUp']> {
  const { node, nodeFlags = [], jestFolder, flags, environment, reportersFolder, pattern } = setup;
  return async (request, signal) => {
    const files = await warmFiles(request);
    if (files.length === 0 || flags.some((flag) => UNFIT.test(flag))) return undefined;
    const asked = [
      ...[...flags, ...pattern, '--runInBand', '--watchman=false', '--coverage=false'],
      ...[`--reporters=${join(reportersFolder, 'jest.cjs')}`, '--watchAll=false'],
      ...['--passWithNoTests', '--runTestsByPath', ...files],
    ];
    const script = join(reportersFolder, 'warmJest.cjs');
    const told = JSON.stringify({ jestFolder, arguments: asked });
    const command = [node.path, ...nodeFlags, script, told];
    const { root: cwd, isBackground = false } = request;
    return warmChecks({ command, cwd, environment, isBackground }, request, signal);
  };
}

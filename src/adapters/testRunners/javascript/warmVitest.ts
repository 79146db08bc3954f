import { join } from 'node:path';
import type { TestRunner, WarmUpRequest } from '../../../core/ports';
import type { SpokenRequest } from '../../processes/startProcess';
import { warmFiles } from '../selection/selectedFiles';
import { warmChecks } from '../warm/warmChecks';
import type { NodeProgram } from './nodeProgram';

/** What of a setup of vitest decides how its tests are kept loaded. */
interface VitestProcess {
  readonly node: NodeProgram;
  /** Absolute path of the folder of the workspace's own vitest. */
  readonly vitestFolder: string;
  readonly flags: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Absolute path of the folder with our reporters. */
  readonly reportersFolder: string;
  /** A regular expression for the full names of the tests that are wanted; none: all tests of their files. */
  readonly pattern?: string;
}

/** Flags with which a run is not the same as one of these files alone. */
const UNFIT =
  /^--(shard|bail|browser|changed|typecheck|standalone|inspect|inspect-brk|merge-reports)(=|$|\.)/;

/** Keeps vitest itself running, in a process for each test that goes on at a time; each check then costs a worker, and no start. */
export function warmVitest(setup: VitestProcess): NonNullable<TestRunner['warmUp']> {
  return async (request, signal) => {
    const files = await warmFiles(request);
    if (files.length === 0 || setup.flags.some((flag) => UNFIT.test(flag))) return undefined;
    return warmChecks(spokenRequest(setup, files, request), request, signal);
  };
}

function spokenRequest(
  { node, vitestFolder, flags, environment, reportersFolder, pattern }: VitestProcess,
  files: readonly string[],
  { root, isBackground = false }: WarmUpRequest,
): SpokenRequest {
  const script = join(reportersFolder, 'warmVitest.mjs');
  const told = JSON.stringify({ vitestFolder, flags, files, pattern });
  return { command: [node.path, script, told], cwd: root, environment, isBackground };
}

import type { TestRunner } from '../../../core/ports';
import type { TestReference } from '../../../core/testReport';
import type { RunnerEvent } from '../report/runnerEvents';
import { warmFiles } from '../selection/selectedFiles';
import { warmScripts, type WarmScripts } from './warmScripts';

/** What of a setup of `node --test` decides how its tests are kept loaded. */
export interface NodeTestScripts extends Pick<
  WarmScripts,
  'node' | 'environment' | 'reportersFolder'
> {
  readonly flags: readonly string[];
  /** Regular expressions for the full names of these tests; none: all tests of their files. */
  readonly patternsFor: (tests: readonly TestReference[]) => readonly string[];
  readonly keep: (event: RunnerEvent) => boolean;
}

/** Flags under which tests come out otherwise when they do not have a process of their own. */
const UNFIT =
  /^--(test-force-exit|test-shard|test-coverage|experimental-test-coverage|test-only|experimental-test-module-mocks|test-timeout|test-name-pattern|test-skip-pattern)(=|$)/;

/** Keeps tests of Node's own runner loaded. */
export function warmNodeTest(scripts: NodeTestScripts): NonNullable<TestRunner['warmUp']> {
  const { flags, patternsFor, ...rest } = scripts;
  return async (request, signal) => {
    if (flags.some((flag) => UNFIT.test(flag))) return undefined;
    const files = await warmFiles(request);
    const settings = { patterns: request.files === undefined ? patternsFor(request.tests) : [] };
    const engine = 'warmNodeTest.cjs';
    return warmScripts({ ...rest, nodeFlags: flags, engine, files, settings }, request, signal);
  };
}

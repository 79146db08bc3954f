import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TestRunner, TestRunRequest } from '../../../core/ports';
import type { TestReference } from '../../../core/testReport';
import type { NodeProgram } from './nodeProgram';
import { exactPattern, MAX_PATTERN_LENGTH } from '../selection/namePattern';
import type { ReportFile } from '../report/reportFile';
import { runReported, type RunPlan } from '../report/reportedRun';
import type { RunnerEvent } from '../report/runnerEvents';
import { expandGlobs } from './expandGlobs';
import { selectedFiles } from '../selection/selectedFiles';
import { runnableNames } from '../report/testIds';

/** How `node --test` is called in one workspace. */
export interface NodeTestSetup {
  readonly node: NodeProgram;
  /** Flags of the user's own command, such as loaders. */
  readonly flags: readonly string[];
  /** Files and patterns of the user's own command, used when all tests are wanted; empty: Node's own search. */
  readonly files: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Absolute path of the folder with our reporters. */
  readonly reportersFolder: string;
}

/** From this major version on, a name pattern is matched against the full name, suites included. */
const FULL_NAME_MAJOR = 22;
const NOT_SELECTED = 'test name does not match pattern';

/**
 * Node's built-in runner behind the port. Before Node 22 patterns see only a test's own name, so a selection there also
 * runs tests of the same name in other suites.
 */
export function createNodeTestRunner(setup: NodeTestSetup): TestRunner {
  return {
    name: 'node:test',
    run: (request, signal) =>
      runReported(
        { runner: 'node:test', request, plan: (report) => planRun(setup, request, report), keep },
        signal,
      ),
  };
}

function keep(event: RunnerEvent): boolean {
  return event.event !== 'test' || event.skipReason !== NOT_SELECTED;
}

async function planRun(
  setup: NodeTestSetup,
  { root, selection }: TestRunRequest,
  report: ReportFile,
): Promise<RunPlan | undefined> {
  const files = (await selectedFiles(root, selection)) ?? (await expandGlobs(root, setup.files));
  if (files.length === 0 && (selection.kind !== 'all' || setup.files.length > 0)) return undefined;
  const reporter = pathToFileURL(join(setup.reportersFolder, 'nodeTest.mjs')).href;
  return {
    command: [
      setup.node.path,
      // First, so that no preloaded file of the project sees the report's key.
      ...['--require', join(setup.reportersFolder, 'nodeTestChild.cjs')],
      ...setup.flags,
      ...['--test', `--test-reporter=${reporter}`, `--test-reporter-destination=${report.path}`],
      ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
      ...(selection.kind === 'tests' ? namePatterns(setup.node, selection.tests) : []),
      ...files.map((file) => (setup.node.major >= GLOBBING_MAJOR ? escapeGlob(file) : file)),
    ],
    environment: setup.environment,
  };
}

/** From this release on, `node --test` reads its file arguments as globs. */
const GLOBBING_MAJOR = 21;

function escapeGlob(file: string): string {
  return file.replace(/[[{}()*?]/g, '[$&]');
}

function namePatterns(node: NodeProgram, tests: readonly TestReference[]): readonly string[] {
  const names = tests.map(({ id, suite, name, file }) =>
    runnableNames(id, [...suite, name], file ?? ''),
  );
  const patterns = names.map((path) =>
    node.major >= FULL_NAME_MAJOR ? exactPattern(path, ' ') : exactPattern(path.slice(-1), ' '),
  );
  const options = [...new Set(patterns)].map((pattern) => `--test-name-pattern=${pattern}`);
  return options.join(' ').length > MAX_PATTERN_LENGTH ? [] : options;
}

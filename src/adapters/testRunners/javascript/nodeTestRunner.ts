import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TestRunner, TestRunRequest } from '../../../core/ports';
import type { TestReference } from '../../../core/testReport';
import { readArguments, type ArgumentRules } from '../detection/runnerArguments';
import type { RunnerKind } from '../detection/runnerKind';
import { findNode, type NodeProgram } from './nodeProgram';
import { SCRIPT_TEST } from './scriptTests';
import { exactPattern, MAX_PATTERN_LENGTH } from '../selection/namePattern';
import type { ReportFile } from '../report/reportFile';
import type { RunPlan } from '../report/reportedRun';
import { reportedRunner } from '../report/reportedRunner';
import type { RunnerEvent } from '../report/runnerEvents';
import { expandGlobs } from './expandGlobs';
import { selectedFiles } from '../selection/selectedFiles';
import { runnableNames } from '../report/testIds';
import { warmNodeTest } from './warmNodeTest';

/** How `node --test` is called in one workspace. */
interface NodeTestSetup {
  readonly node: NodeProgram;
  /** Flags of the user's own command, such as loaders. */
  readonly flags: readonly string[];
  /** Files and patterns of the user's own command, used when all tests are wanted; empty: Node's own search. */
  readonly files: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Absolute path of the folder with our reporters. */
  readonly reportersFolder: string;
}

/** `node --test`: everything that is not about watching or reporting is kept. */
const RULES: ArgumentRules = {
  valued: new Set(
    '-r --require --import --loader --experimental-loader -C --conditions --env-file --test-concurrency --test-timeout --test-name-pattern --test-skip-pattern --test-reporter --test-reporter-destination --test-isolation --test-shard --watch-path'.split(
      ' ',
    ),
  ),
  dropped:
    /^--(test|test-update-snapshots|watch|watch-path|test-reporter|test-reporter-destination)$/,
};

const IMPORT = /(from|require\(|import\()\s*['"]node:test['"]|import\s*['"]node:test['"]/;

/** Node's built-in runner, also with `tsx`. */
export const nodeTestKind: RunnerKind = {
  name: 'node:test',
  testFile: SCRIPT_TEST,
  recognise(program, words) {
    if ((program !== 'node' && program !== 'tsx') || !words.includes('--test')) return undefined;
    const { flags, files } = readArguments(words, RULES);
    return { flags: [...(program === 'tsx' ? ['--import', 'tsx'] : []), ...flags], files };
  },
  async isUsed({ readSome }) {
    return (await readSome(SCRIPT_TEST)).some((text) => IMPORT.test(text));
  },
  async create({ root, ...setup }) {
    return createNodeTestRunner({ ...setup, node: await findNode(root) });
  },
};

/** From this major version on, a name pattern is matched against the full name, suites included. */
const FULL_NAME_MAJOR = 22;
const PATTERN_FLAG = '--test-name-pattern=';
const NOT_SELECTED = 'test name does not match pattern';

/**
 * Node's built-in runner behind the port. Before Node 22 patterns see only a test's own name, so a selection there also
 * runs tests of the same name in other suites.
 */
function createNodeTestRunner(setup: NodeTestSetup): TestRunner {
  return {
    ...reportedRunner({
      name: 'node:test',
      plan: (request, report) => planRun(setup, request, report),
      keep: () => isSelected,
    }),
    warmUp: warmNodeTest({
      ...setup,
      patternsFor: (tests) => namePatterns(setup.node, tests),
      keep: isSelected,
    }),
  };
}

function isSelected(event: RunnerEvent): boolean {
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
      ...(selection.kind === 'tests' ? nameOptions(setup.node, selection.tests) : []),
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

function nameOptions(node: NodeProgram, tests: readonly TestReference[]): readonly string[] {
  return namePatterns(node, tests).map((pattern) => PATTERN_FLAG + pattern);
}

/** Regular expressions that match just these tests; none when they would be too long. */
function namePatterns(node: NodeProgram, tests: readonly TestReference[]): readonly string[] {
  const names = tests.map(({ id, suite, name, file }) =>
    runnableNames(id, [...suite, name], file ?? ''),
  );
  const patterns = names.map((path) =>
    node.major >= FULL_NAME_MAJOR ? exactPattern(path, ' ') : exactPattern(path.slice(-1), ' '),
  );
  const each = [...new Set(patterns)];
  return each.join(PATTERN_FLAG).length > MAX_PATTERN_LENGTH ? [] : each;
}

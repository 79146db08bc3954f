import { join } from 'node:path';
import type { TestRunner, TestRunRequest } from '../../../core/ports';
import type { TestReference } from '../../../core/testReport';
import type { Project } from '../detection/project';
import type { ArgumentRules } from '../detection/runnerArguments';
import type { RunnerKind, RunnerSetup } from '../detection/runnerKind';
import type { ReportFile } from '../report/reportFile';
import type { RunPlan } from '../report/reportedRun';
import { reportedRunner } from '../report/reportedRunner';
import { exactPattern, MAX_PATTERN_LENGTH } from '../selection/namePattern';
import { selectedFiles } from '../selection/selectedFiles';
import { findNode, type NodeProgram } from './nodeProgram';
import { packageArguments } from './packageArguments';
import { findPackageProgram, type PackageProgram } from './packageProgram';
import { SCRIPT_TEST } from './scriptTests';
import { warmJest } from './warmJest';

/** How jest is called in one workspace. */
interface JestSetup extends Omit<RunnerSetup, 'root'> {
  readonly node: NodeProgram;
  readonly program: PackageProgram;
}

/** jest: what changes with the time or the last commit is not asked for. */
const RULES: ArgumentRules = {
  valued: new Set(
    '-c --config --rootDir --roots --projects --selectProjects --ignoreProjects -t --testNamePattern --testPathPattern --testPathPatterns --testPathIgnorePatterns --testMatch --testRegex --env --testEnvironment --maxWorkers -w --maxConcurrency --testTimeout --shard --seed --reporters --outputFile --coverageDirectory --coverageProvider --coverageReporters --collectCoverageFrom --setupFilesAfterEnv --setupFiles --globalSetup --globalTeardown --testRunner --transform --moduleNameMapper --changedSince --workerIdleMemoryLimit --cacheDirectory'.split(
      ' ',
    ),
  ),
  dropped:
    /^(--watch|--watchAll|--reporters|--json|--outputFile|--colors?|--no-colors?|--detectOpenHandles|--onlyChanged|-o|--lastCommit|--changedSince|--onlyFailures|-f|--notify|--verbose|--passWithNoTests|-u|--updateSnapshot|--workerIdleMemoryLimit)$/,
};

const CONFIGURATION = /^jest\.config\.\w+$/;
const IMPORT = /(from\s*|require\()['"]@jest\/globals['"]/;

/** jest 28 and newer. */
export const jestKind: RunnerKind = {
  name: 'jest',
  testFile: SCRIPT_TEST,
  recognise: (program, words) => packageArguments('jest', [program, words], RULES),
  async isUsed(project) {
    if (project.packageJson?.dependencies.has('jest') || (await isConfigured(project))) return true;
    return (await project.readSome(SCRIPT_TEST)).some((text) => IMPORT.test(text));
  },
  isConfigured,
  async create({ root, ...setup }) {
    const [node, program] = [await findNode(root), await findPackageProgram(root, 'jest')];
    return createJestRunner({ ...setup, node, program });
  },
};

async function isConfigured({ files, read }: Project): Promise<boolean> {
  return (
    files.some((file) => CONFIGURATION.test(file)) ||
    /"jest"\s*:\s*\{/.test(await read('package.json'))
  );
}

/** jest behind the port. */
function createJestRunner(setup: JestSetup): TestRunner {
  const { program, ...rest } = setup;
  return {
    ...reportedRunner({
      name: 'jest',
      plan: (request, report) => planRun(setup, request, report),
    }),
    warmUp: (request, signal) => {
      const pattern = request.files === undefined ? namePattern(request.tests) : [];
      return warmJest({ ...rest, jestFolder: program.folder, pattern })(request, signal);
    },
  };
}

async function planRun(
  setup: JestSetup,
  { root, selection }: TestRunRequest,
  report: ReportFile,
): Promise<RunPlan | undefined> {
  const files = await selectedFiles(root, selection);
  if (files?.length === 0) return undefined;
  const { node, program, nodeFlags = [] } = setup;
  return {
    command: [
      ...[node.path, ...nodeFlags, program.path, '--testLocationInResults', '--watchman=false'],
      ...inWorkers(setup),
      ...(selection.kind === 'tests' ? namePattern(selection.tests) : []),
      ...[`--reporters=${join(setup.reportersFolder, 'jest.cjs')}`, '--reporters=default'],
      // Between the reporters and the files, which else were taken for reporters.
      ...['--passWithNoTests', '--watchAll=false'],
      ...(files === undefined ? setup.files : ['--runTestsByPath', ...files]),
    ],
    environment: {
      ...setup.environment,
      FIXPOINT_REPORT_FILE: report.path,
      FIXPOINT_SELECTED_ONLY: selection.kind === 'tests' ? '1' : undefined,
    },
  };
}

/** From this release on, jest keeps to its workers when their memory is to be watched. */
const MEMORY_WATCHING_MAJOR = 29;
/** No worker ever gets there. */
const ENDLESS_MEMORY = '--workerIdleMemoryLimit=1000GB';

/**
 * The user's flags, so that tests never run in jest's own process, where a crash or an exit of a test would take the
 * report with it; one after the other is one worker.
 */
function inWorkers({ flags, program }: JestSetup): readonly string[] {
  if (program.major < MEMORY_WATCHING_MAJOR) return flags;
  const isSerial = /^(-i|--runInBand)(=true)?$/;
  const others = flags.filter((flag) => !isSerial.test(flag));
  return [...others, ...(others.length < flags.length ? ['--maxWorkers=1'] : []), ENDLESS_MEMORY];
}

function namePattern(tests: readonly TestReference[]): readonly string[] {
  const patterns = tests.map(({ suite, name }) => exactPattern([...suite, name], ' '));
  const pattern = [...new Set(patterns)].join('|');
  return pattern.length > MAX_PATTERN_LENGTH ? [] : [`--testNamePattern=${pattern}`];
}

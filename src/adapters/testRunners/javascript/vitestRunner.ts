import { join } from 'node:path';
import { readArguments, type ArgumentRules } from '../detection/runnerArguments';
import type { Project } from '../detection/project';
import type { RunnerKind } from '../detection/runnerKind';
import { SCRIPT_TEST } from './scriptTests';
import type { TestRunner, TestRunRequest } from '../../../core/ports';
import type { TestReference } from '../../../core/testReport';
import { exactPattern, MAX_PATTERN_LENGTH } from '../selection/namePattern';
import { findNode, type NodeProgram } from './nodeProgram';
import { findPackageProgram, type PackageProgram } from './packageProgram';
import { warmVitest } from './warmVitest';
import type { ReportFile } from '../report/reportFile';
import type { RunPlan } from '../report/reportedRun';
import { reportedRunner } from '../report/reportedRunner';
import { selectedFiles } from '../selection/selectedFiles';

/** How vitest is called in one workspace. */
interface VitestSetup {
  readonly node: NodeProgram;
  /** The workspace's own vitest. */
  readonly program: PackageProgram;
  /** Flags of the user's own command. */
  readonly flags: readonly string[];
  /** File filters of the user's own command, used when all tests are wanted. */
  readonly files: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Absolute path of the folder with our reporters. */
  readonly reportersFolder: string;
}

/** vitest: a single run is asked for by us. */
const RULES: ArgumentRules = {
  valued: new Set(
    '-c --config -r --root --dir --project -t --testNamePattern --environment --pool --mode --reporter --outputFile --maxWorkers --minWorkers --testTimeout --hookTimeout --teardownTimeout --retry --bail --exclude --shard --changed --maxConcurrency'.split(
      ' ',
    ),
  ),
  dropped:
    /^(-w|--watch|-u|--update|--ui|--open|--reporter|--outputFile|--color|--no-color|--run|--api)$/,
};

const CONFIGURATION = /^vitest\.(config|workspace)\./;
const IMPORT = /from\s*['"]vitest['"]/;

/** vitest 3 and newer. */
export const vitestKind: RunnerKind = {
  name: 'vitest',
  testFile: SCRIPT_TEST,
  recognise(program, words) {
    if (program !== 'vitest') return undefined;
    const rest = /^(run|watch|dev)$/.test(words[0] ?? '') ? words.slice(1) : words;
    return readArguments(rest, RULES);
  },
  async isUsed(project) {
    if (project.packageJson?.dependencies.has('vitest') || isConfigured(project)) return true;
    return (await project.readSome(SCRIPT_TEST)).some((text) => IMPORT.test(text));
  },
  isConfigured,
  async create({ root, ...setup }) {
    const [node, program] = [await findNode(root), await findPackageProgram(root, 'vitest')];
    return createVitestRunner({ ...setup, node, program });
  },
};

function isConfigured({ files }: Project): boolean {
  return files.some((file) => CONFIGURATION.test(file));
}

/** Up to vitest 4 a full name joins its parts with a space, from 5 on with ` > `. */
const NAME_SEPARATOR = '(?: >)? ';

/** vitest behind the port. */
function createVitestRunner(setup: VitestSetup): TestRunner {
  const { program, ...rest } = setup;
  return {
    ...reportedRunner({
      name: 'vitest',
      plan: (request, report) => planRun(setup, request, report),
    }),
    warmUp: (request, signal) => {
      const pattern = request.files === undefined ? namePattern(request.tests) : undefined;
      const wanted = { vitestFolder: program.folder, ...(pattern !== undefined && { pattern }) };
      return warmVitest({ ...rest, ...wanted })(request, signal);
    },
  };
}

async function planRun(
  setup: VitestSetup,
  { root, selection }: TestRunRequest,
  report: ReportFile,
): Promise<RunPlan | undefined> {
  const files = await selectedFiles(root, selection);
  if (files?.length === 0) return undefined;
  const pattern = selection.kind === 'tests' ? namePattern(selection.tests) : undefined;
  const reporter = join(setup.reportersFolder, 'vitest.mjs');
  return {
    command: [
      ...[setup.node.path, setup.program.path, 'run', ...setup.flags],
      ...[`--reporter=${reporter}`, '--reporter=default', '--includeTaskLocation'],
      ...(pattern === undefined ? [] : [`--testNamePattern=${pattern}`]),
      ...(files?.map((file) => join(root, file)) ?? setup.files),
    ],
    environment: {
      ...setup.environment,
      FIXPOINT_REPORT_FILE: report.path,
      FIXPOINT_SELECTED_ONLY: selection.kind === 'tests' ? '1' : undefined,
    },
  };
}

function namePattern(tests: readonly TestReference[]): string | undefined {
  const patterns = tests.map(({ suite, name }) => exactPattern([...suite, name], NAME_SEPARATOR));
  const pattern = [...new Set(patterns)].join('|');
  return pattern.length > MAX_PATTERN_LENGTH ? undefined : pattern;
}

import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ExplainedError } from '../../../core/errors';
import type { TestRunner, TestRunRequest } from '../../../core/ports';
import type { TestSelection } from '../../../core/testReport';
import { findPrograms } from '../../processes/findProgram';
import { readArguments, type ArgumentRules } from '../detection/runnerArguments';
import type { RunnerKind } from '../detection/runnerKind';
import { buildFolder } from '../report/buildFolder';
import type { ReportFile } from '../report/reportFile';
import type { RunPlan } from '../report/reportedRun';
import { reportedRunner } from '../report/reportedRunner';
import { keepSelection } from '../selection/keepSelection';
import { exactPattern, MAX_PATTERN_LENGTH } from '../selection/namePattern';
import { selectedFiles } from '../selection/selectedFiles';
import { CPP_TEST_FILE, readCppTests, type CppTest } from './cppTestFiles';
import { ctestEvents } from './ctestEvents';

/** How CMake and CTest are called in one workspace. */
interface CtestSetup {
  /** Absolute paths. */
  readonly cmake: string;
  readonly ctest: string;
  /** Flags of the user's own command. */
  readonly flags: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** CTest: the build folder, the report and the limits are ours. */
const RULES: ArgumentRules = {
  valued: new Set(
    '-C --build-config -j --parallel -R --tests-regex -E --exclude-regex -L --label-regex -LE --label-exclude --test-dir --output-junit -O --output-log --timeout --stop-time --repeat --preset -I --tests-information --schedule-random -D -M -T -S -SP --resource-spec-file'.split(
      ' ',
    ),
  ),
  dropped:
    /^(--test-dir|--output-junit|-O|--output-log|-N|--show-only|-V|-VV|--verbose|--extra-verbose|-Q|--quiet|--output-on-failure|--timeout|--stop-time|--preset|-D|-M|-T|-S|-SP|--rerun-failed|-F|--progress)$/,
};
const CMAKE_LISTS = 'CMakeLists.txt';

/** CTest of CMake 3.21 and newer, with GoogleTest, Catch2 or plain programs. */
export const ctestKind: RunnerKind = {
  name: 'ctest',
  testFile: CPP_TEST_FILE,
  recognise: (program, words) =>
    program === 'ctest' ? { ...readArguments(words, RULES), files: [] } : undefined,
  isUsed: async ({ read }) => /\benable_testing\s*\(|\(\s*CTest\s*\)/.test(await read(CMAKE_LISTS)),
  isConfigured: ({ files }) => files.includes(CMAKE_LISTS),
  async create({ root, flags, environment }) {
    const [cmake] = await findPrograms('cmake', root);
    const [ctest] = await findPrograms('ctest', root);
    if (cmake !== undefined && ctest !== undefined) {
      return createCtestRunner({ cmake, ctest, flags, environment });
    }
    throw new ExplainedError(
      'CMake is not installed, or not in PATH: install CMake 3.21 or newer and open the editor anew.',
      'environment',
    );
  },
};

/** CTest behind the port; each tree is built in a folder of its own outside of it. */
function createCtestRunner(setup: CtestSetup): TestRunner {
  return reportedRunner({
    name: 'ctest',
    plan: (request, report) => planRun(setup, request, report),
    keep: keepSelection,
  });
}

async function planRun(
  setup: CtestSetup,
  { root, selection }: TestRunRequest,
  report: ReportFile,
): Promise<RunPlan | undefined> {
  const files = await selectedFiles(root, selection);
  if (files?.length === 0) return undefined;
  const tests = await readCppTests(root);
  const build = await buildFolder(root);
  const xml = join(report.folder, 'junit.xml');
  const jobs = String(availableParallelism());
  return {
    before: [
      [setup.cmake, '-S', root, '-B', build],
      [setup.cmake, '--build', build, '--parallel', jobs],
    ],
    command: [
      ...[setup.ctest, '--test-dir', build, '--output-junit', xml, '--verbose'],
      ...setup.flags,
      ...namePattern(selection, tests, files),
    ],
    environment: {
      ...setup.environment,
      GTEST_COLOR: 'no',
      GTEST_PRINT_TIME: '0',
      CLICOLOR_FORCE: '0',
    },
    async read(ended) {
      const text = await readFile(xml, 'utf8').catch(() => '');
      return ctestEvents({ tests, files }, text, ended);
    },
  };
}

function namePattern(
  selection: TestSelection,
  tests: readonly CppTest[],
  files: readonly string[] = [],
): readonly string[] {
  if (selection.kind === 'all') return [];
  // Few brackets: CMake's expressions take no more than ten.
  const pattern =
    selection.kind === 'tests'
      ? `^(${anyOf(selection.tests.map(({ id }) => id))})$`
      : `^(.*/)?(${anyOf(tests.filter(({ file }) => files.includes(file)).map(({ name }) => name))})(/.*)?$`;
  return pattern.includes('()') || pattern.length > MAX_PATTERN_LENGTH ? [] : ['-R', pattern];
}

function anyOf(names: readonly string[]): string {
  return [...new Set(names)].map((name) => exactPattern([name], '').slice(1, -1)).join('|');
}

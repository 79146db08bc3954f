import { join } from 'node:path';
import type { TestRunner, TestRunRequest } from '../../../core/ports';
import type { TestReference } from '../../../core/testReport';
import { realPathOr } from '../../processes/findProgram';
import type { Project } from '../detection/project';
import { readArguments, type ArgumentRules } from '../detection/runnerArguments';
import type { RunnerKind, RunnerSetup } from '../detection/runnerKind';
import type { ReportFile } from '../report/reportFile';
import type { RunPlan } from '../report/reportedRun';
import { reportedRunner } from '../report/reportedRunner';
import { escapePattern, MAX_PATTERN_LENGTH } from '../selection/namePattern';
import { selectedFiles } from '../selection/selectedFiles';
import { findNode, type NodeProgram } from './nodeProgram';
import { findPackageProgram, type PackageProgram } from './packageProgram';
import { SCRIPT_TEST } from './scriptTests';

/** How Playwright Test is called in one workspace. */
interface PlaywrightSetup extends Omit<RunnerSetup, 'root'> {
  readonly node: NodeProgram;
  readonly program: PackageProgram;
}

/** Playwright Test: no window of its own, and nothing that depends on the last run. */
const RULES: ArgumentRules = {
  valued: new Set(
    '-c --config -g --grep -gv --grep-invert -j --workers --project --reporter --output --max-failures --repeat-each --retries --shard --timeout --global-timeout --trace --tsconfig --test-list --test-list-invert --ui-host --ui-port'.split(
      ' ',
    ),
  ),
  dropped:
    /^(--reporter|--output|--ui|--ui-host|--ui-port|--debug|--headed|--list|--last-failed|--only-changed|-u|--update-snapshots|--pass-with-no-tests|--quiet)$/,
};

const CONFIGURATION = /^playwright\.config\.\w+$/;
const IMPORT = /(from\s*|require\()['"]@playwright\/test['"]/;

/** Playwright Test; what drives browsers needs them installed. */
export const playwrightKind: RunnerKind = {
  name: 'playwright',
  testFile: SCRIPT_TEST,
  recognise: (program, words) =>
    program === 'playwright' && words[0] === 'test'
      ? readArguments(words.slice(1), RULES)
      : undefined,
  async isUsed(project) {
    if (project.packageJson?.dependencies.has('@playwright/test') || isConfigured(project))
      return true;
    return (await project.readSome(SCRIPT_TEST)).some((text) => IMPORT.test(text));
  },
  isConfigured,
  async create({ root, ...setup }) {
    const program = await findPackageProgram(root, '@playwright/test', 'playwright');
    return createPlaywrightRunner({ ...setup, node: await findNode(root), program });
  },
};

function isConfigured({ files }: Project): boolean {
  return files.some((file) => CONFIGURATION.test(file));
}

/** Playwright Test behind the port. */
function createPlaywrightRunner(setup: PlaywrightSetup): TestRunner {
  return reportedRunner({
    name: 'playwright',
    plan: (request, report) => planRun(setup, request, report),
  });
}

async function planRun(
  setup: PlaywrightSetup,
  { root, selection }: TestRunRequest,
  report: ReportFile,
): Promise<RunPlan | undefined> {
  const files = await selectedFiles(root, selection);
  if (files?.length === 0) return undefined;
  const tree = await realPathOr(root);
  const { node, program, flags, reportersFolder } = setup;
  return {
    command: [
      ...[node.path, program.path, 'test', ...flags, '--pass-with-no-tests'],
      ...[`--reporter=${join(reportersFolder, 'playwright.cjs')},list`],
      `--output=${join(report.folder, 'artifacts')}`,
      ...(selection.kind === 'tests' ? namePattern(selection.tests) : []),
      // Playwright reads file arguments as regular expressions.
      ...(files?.map((file) => `^${escapePattern(join(tree, file))}$`) ?? setup.files),
    ],
    environment: {
      ...setup.environment,
      FIXPOINT_REPORT_FILE: report.path,
      FIXPOINT_SELECTED_ONLY: selection.kind === 'tests' ? '1' : undefined,
    },
  };
}

/** Before the names Playwright matches the project's and the file's, behind them tags. */
function namePattern(tests: readonly TestReference[]): readonly string[] {
  const patterns = tests.map(
    ({ suite, name }) => ` ${[...suite, name].map(escapePattern).join(' ')}( @\\S+)*$`,
  );
  const pattern = [...new Set(patterns)].join('|');
  return pattern.length > MAX_PATTERN_LENGTH ? [] : [`--grep=${pattern}`];
}

import { join } from 'node:path';
import type { TestRunner, TestRunRequest, WarmTests, WarmUpRequest } from '../../../core/ports';
import type { TestReference } from '../../../core/testReport';
import type { Project } from '../detection/project';
import { readArguments, type ArgumentRules } from '../detection/runnerArguments';
import type { RunnerKind, RunnerSetup } from '../detection/runnerKind';
import type { ReportFile } from '../report/reportFile';
import type { RunPlan } from '../report/reportedRun';
import { reportedRunner } from '../report/reportedRunner';
import { exactPattern, MAX_PATTERN_LENGTH } from '../selection/namePattern';
import { selectedFiles, warmFiles } from '../selection/selectedFiles';
import { findNode, type NodeProgram } from './nodeProgram';
import { packageArguments } from './packageArguments';
import { findPackageProgram, type PackageProgram } from './packageProgram';
import { SCRIPT_TEST } from './scriptTests';
import { warmScripts } from './warmScripts';

/** How mocha is called in one workspace. */
interface MochaSetup extends Omit<RunnerSetup, 'root'> {
  readonly node: NodeProgram;
  readonly program: PackageProgram;
}

/** mocha: it has one reporter, which is ours. */
const RULES: ArgumentRules = {
  valued: new Set(
    '-r --require --import --loader -g --grep -f --fgrep -t --timeout -s --slow -u --ui -j --jobs --config --package --spec --file --ignore --extension --retries --reporter -R --reporter-option --reporter-options -O --node-option -n --global --watch-files --watch-ignore --conditions -C'.split(
      ' ',
    ),
  ),
  dropped:
    /^(-w|--watch|--watch-files|--watch-ignore|-R|--reporter|-O|--reporter-options?|-c|--colors?|--no-colors?|-G|--growl|--dry-run|--inspect|--inspect-brk)$/,
};
/** What chooses files or names, when these are chosen by us. */
const CHOOSING: ArgumentRules = {
  valued: RULES.valued,
  dropped:
    /^(--config|--no-config|--package|--no-package|--spec|-g|--grep|-f|--fgrep|-i|--invert)$/,
};

const CONFIGURATION = /^\.mocharc\.\w+$/;
const IMPORT = /(from\s*|require\()['"]mocha['"]/;

/** mocha 8 and newer. */
export const mochaKind: RunnerKind = {
  name: 'mocha',
  testFile: SCRIPT_TEST,
  recognise: (program, words) =>
    packageArguments('mocha', [program, words], RULES) ??
    packageArguments('_mocha', [program, words], RULES),
  async isUsed(project) {
    if (project.packageJson?.dependencies.has('mocha') || isConfigured(project)) return true;
    return (await project.readSome(SCRIPT_TEST)).some((text) => IMPORT.test(text));
  },
  isConfigured,
  async create({ root, ...setup }) {
    const [node, program] = [await findNode(root), await findPackageProgram(root, 'mocha')];
    return createMochaRunner({ ...setup, node, program });
  },
};

function isConfigured({ files }: Project): boolean {
  return files.some((file) => CONFIGURATION.test(file));
}

/** mocha behind the port. */
function createMochaRunner(setup: MochaSetup): TestRunner {
  return {
    ...reportedRunner({
      name: 'mocha',
      plan: (request, report) => planRun(setup, request, report),
    }),
    warmUp: (request, signal) => warmUp(setup, request, signal),
  };
}

async function warmUp(
  { node, nodeFlags = [], environment, reportersFolder, program, flags }: MochaSetup,
  request: WarmUpRequest,
  signal: AbortSignal,
): Promise<WarmTests | undefined> {
  const files = await warmFiles(request);
  const pattern = request.files === undefined ? namePattern(request.tests) : undefined;
  const settings = { mochaFolder: program.folder, flags, pattern };
  const scripts = { node, nodeFlags, environment, reportersFolder, files, settings };
  return warmScripts({ ...scripts, engine: 'warmMocha.cjs' }, request, signal);
}

async function planRun(
  setup: MochaSetup,
  { root, selection }: TestRunRequest,
  report: ReportFile,
): Promise<RunPlan | undefined> {
  const files = await selectedFiles(root, selection);
  if (files?.length === 0) return undefined;
  const { node, program, nodeFlags = [], flags, reportersFolder } = setup;
  const pattern = selection.kind === 'tests' ? namePattern(selection.tests) : undefined;
  const own = files === undefined ? flags : readArguments(flags, CHOOSING).flags;
  return {
    command: [
      ...[node.path, ...nodeFlags, program.path, ...own],
      ...['--reporter', join(reportersFolder, 'mocha.cjs')],
      ...(files === undefined
        ? setup.files
        : ['--config', join(reportersFolder, 'mocharc.cjs'), '--no-package']),
      ...(pattern === undefined ? [] : ['--grep', pattern]),
      ...(files ?? []),
    ],
    environment: {
      ...setup.environment,
      FIXPOINT_REPORT_FILE: report.path,
      FIXPOINT_MOCHA_FOLDER: program.folder,
      FIXPOINT_MOCHA_CONFIG: valueOf('--config', flags),
    },
  };
}

function valueOf(flag: string, flags: readonly string[]): string | undefined {
  const joined = flags.find((word) => word.startsWith(`${flag}=`));
  const at = flags.indexOf(flag);
  return joined?.slice(flag.length + 1) ?? (at < 0 ? undefined : flags[at + 1]);
}

/** A regular expression that matches just these tests; undefined when it would be too long. */
function namePattern(tests: readonly TestReference[]): string | undefined {
  const patterns = tests.map(({ suite, name }) => exactPattern([...suite, name], ' '));
  const pattern = [...new Set(patterns)].join('|');
  return pattern.length > MAX_PATTERN_LENGTH ? undefined : pattern;
}

import { posix } from 'node:path';
import { ExplainedError } from '../../../core/errors';
import type { TestRunner, TestRunRequest } from '../../../core/ports';
import type { TestSelection } from '../../../core/testReport';
import { findPrograms } from '../../processes/findProgram';
import { readArguments, type ArgumentRules } from '../detection/runnerArguments';
import type { RunnerKind } from '../detection/runnerKind';
import type { RunPlan } from '../report/reportedRun';
import { reportedRunner } from '../report/reportedRunner';
import { keepSelection } from '../selection/keepSelection';
import { exactPattern, MAX_PATTERN_LENGTH } from '../selection/namePattern';
import { selectedFiles } from '../selection/selectedFiles';
import { goEvents } from './goEvents';
import { showGoLines } from './goLines';
import { findGoModules, type GoModules } from './goModules';
import { readGoTestFile } from './goTestFiles';

/** How `go test` is called in one workspace. */
interface GoSetup {
  /** Absolute path. */
  readonly go: string;
  /** Flags of the user's own command; what stands behind `-args` is for the tests. */
  readonly flags: readonly string[];
  /** Packages of the user's own command, used when all tests are wanted. */
  readonly files: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

const VALUED =
  'run skip bench benchtime tags timeout count cpu parallel p ldflags gcflags asmflags mod modfile overlay vet covermode coverpkg coverprofile cpuprofile memprofile blockprofile mutexprofile trace outputdir o exec shuffle fuzz fuzztime fuzzminimizetime list C'.split(
    ' ',
  );

/** go test: our own format and limits; nothing is compiled or measured into the tree. */
const RULES: ArgumentRules = {
  valued: new Set(VALUED.flatMap((name) => [`-${name}`, `--${name}`])),
  dropped:
    /^--?(json|v|timeout|count|c|o|n|x|C|list|fuzz|exec|outputdir|trace|(cover|cpu|mem|block|mutex)profile)$/,
};

const TEST_FILE = /(^|\/)[^/]*_test\.go$/;
const MODULE_FILE = /(^|\/)go\.(mod|work)$/;
const PASSED_ON = '-args';

/** Go 1.20 and newer. */
export const goKind: RunnerKind = {
  name: 'go',
  testFile: TEST_FILE,
  recognise(program, words) {
    if (program !== 'go' || words[0] !== 'test') return undefined;
    const at = words.findIndex((word) => /^--?args$/.test(word));
    const own = readArguments(words.slice(1, at < 0 ? undefined : at), RULES);
    if (at < 0) return own;
    return { ...own, flags: [...own.flags, PASSED_ON, ...words.slice(at + 1)] };
  },
  isUsed: ({ files }) => files.some((file) => MODULE_FILE.test(file)),
  isConfigured: ({ files }) => files.some((file) => MODULE_FILE.test(file)),
  async create({ root, flags, files, environment }) {
    const [go] = await findPrograms('go', root);
    if (go !== undefined) return createGoRunner({ go, flags, files, environment });
    throw new ExplainedError(
      'Go is not installed, or its folder "bin" is not in PATH: install Go 1.20 or newer and open the editor anew.',
      'environment',
    );
  },
};

/** `go test` behind the port; ids are `./folder TestName/subtest`. */
function createGoRunner(setup: GoSetup): TestRunner {
  return reportedRunner({
    name: 'go',
    plan: (request) => planRun(setup, request),
    keep: keepSelection,
  });
}

async function planRun(
  setup: GoSetup,
  { root, selection }: TestRunRequest,
): Promise<RunPlan | undefined> {
  const files = await selectedFiles(root, selection);
  if (files?.length === 0) return undefined;
  const modules = await findGoModules(root);
  const names = await wantedNames(root, selection, files);
  if (names?.length === 0) return undefined;
  const at = setup.flags.indexOf(PASSED_ON);
  const [own, passedOn] =
    at < 0 ? [setup.flags, []] : [setup.flags.slice(0, at), setup.flags.slice(at)];
  const wanted = selection.kind === 'tests' ? selection.tests.map(({ id }) => id) : [];
  const run = {
    root,
    modules,
    wanted: new Set(wanted),
    isWhole: selection.kind !== 'tests' && !own.some((flag) => /^--?(run|skip)\b/.test(flag)),
  };
  return {
    command: [
      ...[setup.go, ...(modules.home === '' ? [] : ['-C', modules.home])],
      // Results of the cache are of another run, and the time limit is ours.
      ...['test', '-json', '-count=1', '-timeout=0', ...own],
      ...namePattern(names),
      ...(files === undefined ? allPackages(setup, modules) : packagesOf(files, modules)),
      ...passedOn,
    ],
    environment: setup.environment,
    isSilentAtFirst: true,
    read: (ended) => goEvents(run, ended),
    show: showGoLines,
  };
}

/** Full names of the tests to run; undefined for all. */
async function wantedNames(
  root: string,
  selection: TestSelection,
  files: readonly string[] | undefined,
): Promise<readonly string[] | undefined> {
  if (files === undefined) return undefined;
  if (selection.kind === 'tests') {
    return selection.tests.map(({ suite, name }) => [...suite, name].join('/'));
  }
  const read = await Promise.all(files.map((file) => readGoTestFile(root, file)));
  return read.flatMap(({ tests }) => [...tests.keys()]);
}

/** Go matches the parts of a name one by one. */
function namePattern(names: readonly string[] | undefined): readonly string[] {
  if (names === undefined) return [];
  const patterns = [...new Set(names)].map((name) =>
    name
      .split('/')
      .map((part) => exactPattern([part], ''))
      .join('/'),
  );
  const pattern = patterns.join('|');
  return pattern.length > MAX_PATTERN_LENGTH ? [] : [`-run=${pattern}`];
}

function allPackages({ files }: GoSetup, { home, modules }: GoModules): readonly string[] {
  if (files.length > 0) return files;
  return modules.map(({ folder }) => (folder === home ? './...' : `./${folder}/...`));
}

function packagesOf(files: readonly string[], { home }: GoModules): readonly string[] {
  const folders = files.map((file) => posix.relative(home, posix.dirname(file)));
  return [...new Set(folders)].map((folder) => (folder === '' ? '.' : `./${folder}`));
}

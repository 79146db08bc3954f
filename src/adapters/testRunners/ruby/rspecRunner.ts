import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TestRunner, TestRunRequest } from '../../../core/ports';
import type { TestReference, TestSelection } from '../../../core/testReport';
import type { Project } from '../detection/project';
import { readArguments, type ArgumentRules } from '../detection/runnerArguments';
import type { RunnerKind } from '../detection/runnerKind';
import type { ReportFile } from '../report/reportFile';
import type { RunPlan } from '../report/reportedRun';
import { reportedRunner } from '../report/reportedRunner';
import type { RunnerEvent } from '../report/runnerEvents';
import { selectedFiles } from '../selection/selectedFiles';
import { findRuby, type RubyProgram } from './rubyProgram';

/** How RSpec is called in one workspace. */
interface RspecSetup {
  /** Absolute path of the workspace itself. */
  readonly root: string;
  readonly ruby: RubyProgram;
  /** Flags of the user's own command. */
  readonly flags: readonly string[];
  /** Files and folders of the user's own command, used when all tests are wanted. */
  readonly files: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Absolute path of the folder with our reporters. */
  readonly reportersFolder: string;
}

/** RSpec: formats are ours, and a run is a whole one in this process. */
const RULES: ArgumentRules = {
  valued: new Set(
    '-I -r --require -O --options -f --format -o --out --deprecation-out -t --tag -e --example -E --example-matches -P --pattern --exclude-pattern --order --seed --failure-exit-code --error-exit-code --drb-port --default-path'.split(
      ' ',
    ),
  ),
  dropped:
    /^(-f|--format|-o|--out|-c|--color|--colour|--no-color|--force-color|--drb|-X|--bisect|--init|--dry-run|-p|--profile|--failure-exit-code|--error-exit-code)$/,
};
const TEST_FILE = /(^|\/)[^/]*_spec\.rb$/;
const VENDORED_GEMS = 'vendor/bundle';

/** RSpec 3. */
export const rspecKind: RunnerKind = {
  name: 'rspec',
  testFile: TEST_FILE,
  recognise(program, words) {
    if (program === 'rspec') return readArguments(words, RULES);
    const isBundled =
      program === 'bundle' && words[0] === 'exec' && /(^|\/)rspec$/.test(words[1] ?? '');
    return isBundled ? readArguments(words.slice(2), RULES) : undefined;
  },
  isUsed: (project) => project.files.some((file) => TEST_FILE.test(file)) || isConfigured(project),
  isConfigured,
  async create(setup) {
    return createRspecRunner({ ...setup, ruby: await findRuby(setup.root) });
  },
};

async function isConfigured({ files, read }: Project): Promise<boolean> {
  return files.includes('.rspec') || /^\s*gem ['"]rspec/m.test(await read('Gemfile'));
}

/** RSpec behind the port; ids are its own, such as `./spec/a_spec.rb[1:2]`. */
function createRspecRunner(setup: RspecSetup): TestRunner {
  return reportedRunner({
    name: 'rspec',
    plan: (request, report) => planRun(setup, request, report),
    keep: keepNamed,
  });
}

async function planRun(
  setup: RspecSetup,
  { root, selection }: TestRunRequest,
  report: ReportFile,
): Promise<RunPlan | undefined> {
  const files = await selectedFiles(root, selection);
  if (files?.length === 0) return undefined;
  const paths = selection.kind === 'tests' ? idPaths(selection.tests, files ?? []) : files;
  const { path, isBundled } = setup.ruby;
  return {
    command: [
      path,
      // First, so that no code of the project sees the report's key.
      ...['-r', join(setup.reportersFolder, 'fixpoint_rspec.rb')],
      ...(isBundled ? ['-rbundler/setup'] : []),
      ...['-e', 'Fixpoint.start', '--'],
      ...setup.flags,
      ...['--no-color', '--format', 'Fixpoint::Formatter', '--out', join(report.folder, 'unused')],
      ...['--format', 'documentation', ...(paths ?? setup.files)],
    ],
    environment: {
      ...setup.environment,
      ...vendoredGems(setup),
      FIXPOINT_REPORT_FILE: report.path,
    },
  };
}

/** A tree may lack the installed gems, and none may be installed for it. */
function vendoredGems({ root, ruby }: RspecSetup): Readonly<Record<string, string>> {
  if (!ruby.isBundled) return {};
  const folder = join(root, VENDORED_GEMS);
  return { BUNDLE_FROZEN: 'true', ...(existsSync(folder) && { BUNDLE_PATH: folder }) };
}

/** RSpec takes the numbers of all examples of a file in one pair of brackets. */
function idPaths(tests: readonly TestReference[], files: readonly string[]): readonly string[] {
  return files.map((file) => {
    const own = tests.filter((test) => test.file === file);
    const numbers = own.flatMap(({ id }) => /\[([\d:]+)\]$/.exec(id)?.[1] ?? []);
    return `./${file}[${numbers.join(',')}]`;
  });
}

/** Ids are numbers of places, where another test may stand by now. */
function keepNamed(selection: TestSelection): (event: RunnerEvent) => boolean {
  if (selection.kind !== 'tests') return () => true;
  const { tests } = selection;
  return (event) =>
    event.event !== 'test' || tests.some(({ id, name }) => id === event.id && name === event.name);
}

import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ExplainedError } from '../../../core/errors';
import type { TestRunner, TestRunRequest } from '../../../core/ports';
import type { TestSelection } from '../../../core/testReport';
import { findPrograms } from '../../processes/findProgram';
import type { Project } from '../detection/project';
import { readProjectFile } from '../detection/projectFiles';
import { readArguments, type ArgumentRules } from '../detection/runnerArguments';
import type { RunnerKind } from '../detection/runnerKind';
import type { ReportFile } from '../report/reportFile';
import type { RunPlan } from '../report/reportedRun';
import { reportedRunner } from '../report/reportedRunner';
import type { RunnerEvent } from '../report/runnerEvents';
import { exactPattern, MAX_PATTERN_LENGTH } from '../selection/namePattern';
import { selectedFiles } from '../selection/selectedFiles';
import { phpunitEvents } from './phpunitEvents';
import { readPhpTestFile, type PhpTestFile } from './phpTestFile';

/** How PHPUnit is called in one workspace. */
interface PhpunitSetup {
  /** Absolute path of PHP. */
  readonly php: string;
  /** Absolute path of the PHPUnit that is installed for all; undefined when the project has its own. */
  readonly shared: string | undefined;
  /** Flags of the user's own command. */
  readonly flags: readonly string[];
  /** Files and folders of the user's own command, used when all tests are wanted. */
  readonly files: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** PHPUnit: reports and colours are ours, and nothing is stored in the tree. */
const RULES: ArgumentRules = {
  valued: new Set(
    '-c --configuration --bootstrap --prepend -d --filter --exclude-filter --testsuite --exclude-testsuite --group --exclude-group --covers --uses --test-suffix --order-by --random-order-seed --cache-directory --cache-result-file --log-junit --log-teamcity --log-otr --testdox-html --testdox-text --testdox-xml --coverage-clover --coverage-cobertura --coverage-crap4j --coverage-html --coverage-php --coverage-xml --printer --include-path --extensions --whitelist'.split(
      ' ',
    ),
  ),
  dropped:
    /^(--log-.*|--teamcity|--testdox.*|--coverage-.*|--colors|--printer|--debug|-v|--verbose|--cache-result|--cache-result-file|--do-not-cache-result|--no-logging|--no-output|--list-.*|--display-.*|--columns)$/,
};
const TEST_FILE = /(^|\/)[^/]*Test\.php$/;
const CONFIGURATION = /^phpunit(\.dist)?\.xml(\.dist)?$/;
const OWN_PROGRAM = 'vendor/bin/phpunit';

/** PHPUnit 9 and newer. */
export const phpunitKind: RunnerKind = {
  name: 'phpunit',
  testFile: TEST_FILE,
  recognise(program, words) {
    if (program === 'phpunit') return readArguments(words, RULES);
    const isScript = program === 'php' && /(^|\/)phpunit$/.test(words[0] ?? '');
    return isScript ? readArguments(words.slice(1), RULES) : undefined;
  },
  isUsed: (project) => project.files.some((file) => TEST_FILE.test(file)) || isConfigured(project),
  isConfigured,
  async create({ root, flags, files, environment }) {
    const [php] = await findPrograms('php', root);
    if (php === undefined) {
      throw new ExplainedError(
        'PHP is not installed, or not in PATH: install it and open the editor anew.',
        'environment',
      );
    }
    const shared = existsSync(join(root, OWN_PROGRAM)) ? undefined : await findShared(root);
    return createPhpunitRunner({ php, shared, flags, files, environment });
  },
};

function isConfigured({ files }: Project): boolean {
  return files.some((file) => CONFIGURATION.test(file));
}

async function findShared(root: string): Promise<string> {
  const [program] = await findPrograms('phpunit', root);
  if (program !== undefined) return program;
  throw new ExplainedError(
    `PHPUnit is not installed in ${root}: run "composer install" there, or "composer require --dev phpunit/phpunit" if it is not a dependency yet.`,
    'environment',
  );
}

/** PHPUnit behind the port. */
function createPhpunitRunner(setup: PhpunitSetup): TestRunner {
  return reportedRunner({
    name: 'phpunit',
    plan: (request, report) => planRun(setup, request, report),
    keep: keepRows,
  });
}

async function planRun(
  setup: PhpunitSetup,
  { root, selection }: TestRunRequest,
  report: ReportFile,
): Promise<RunPlan | undefined> {
  const files = await selectedFiles(root, selection);
  if (files?.length === 0) return undefined;
  const log = join(report.folder, 'teamcity');
  return {
    command: [
      ...[setup.php, setup.shared ?? join(root, OWN_PROGRAM), ...setup.flags],
      ...['--log-teamcity', log, '--do-not-cache-result', '--colors=never'],
      ...(await namePattern(root, selection, files)),
      ...pathArguments(setup, root, files),
    ],
    environment: setup.environment,
    async read(ended) {
      const text = await readFile(log, 'utf8').catch(() => '');
      return phpunitEvents({ files, readFile: createReader() }, text, ended);
    },
  };
}

/** PHPUnit takes one path; several files are chosen by their classes among what the configuration or their folder has. */
function pathArguments(
  { files: own }: PhpunitSetup,
  root: string,
  files: readonly string[] | undefined,
): readonly string[] {
  if (files === undefined)
    return own.length > 0 || hasConfiguration(root) ? own : [testFolder(root)];
  if (files.length === 1) return files;
  return hasConfiguration(root) ? [] : [commonFolder(files)];
}

function hasConfiguration(root: string): boolean {
  const names = ['phpunit.xml', 'phpunit.dist.xml', 'phpunit.xml.dist'];
  return names.some((name) => existsSync(join(root, name)));
}

function testFolder(root: string): string {
  return ['tests', 'test'].find((name) => existsSync(join(root, name))) ?? '.';
}

function commonFolder(files: readonly string[]): string {
  const [first = '', ...others] = files;
  let folder = dirname(first);
  while (folder !== '.' && !others.every((file) => file.startsWith(`${folder}/`))) {
    folder = dirname(folder);
  }
  return folder;
}

async function namePattern(
  root: string,
  selection: TestSelection,
  files: readonly string[] = [],
): Promise<readonly string[]> {
  const patterns =
    selection.kind === 'tests'
      ? selection.tests.map(({ suite, name }) => exactPattern([`${suite[0] ?? ''}::${name}`], ''))
      : files.length > 1
        ? (await classesOf(root, files)).map((name) =>
            exactPattern([`${name}::`], '').replace(/\$$/, ''),
          )
        : [];
  const pattern = `/${[...new Set(patterns)].join('|').replaceAll('/', String.raw`\/`)}/`;
  return patterns.length === 0 || pattern.length > MAX_PATTERN_LENGTH ? [] : ['--filter', pattern];
}

async function classesOf(root: string, files: readonly string[]): Promise<readonly string[]> {
  const texts = await Promise.all(files.map((file) => readProjectFile(root, file)));
  return texts.flatMap((text) => readPhpTestFile(text).classes);
}

/** Reads each file once. */
function createReader(): (path: string) => PhpTestFile {
  const known = new Map<string, PhpTestFile>();
  return (path) => {
    const file = known.get(path) ?? readPhpTestFile(textOf(path));
    known.set(path, file);
    return file;
  };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function keepRows(selection: TestSelection): (event: RunnerEvent) => boolean {
  if (selection.kind !== 'tests') return () => true;
  const { tests } = selection;
  return (event) =>
    event.event !== 'test' ||
    tests.some(({ suite, name }) => name === event.name && suite[0] === event.suite[0]);
}

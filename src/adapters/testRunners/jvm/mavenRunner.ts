import { readdir, readFile, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { ExplainedError } from '../../../core/errors';
import type { TestRunner, TestRunRequest } from '../../../core/ports';
import type { TestSelection } from '../../../core/testReport';
import { findPrograms, isProgram } from '../../processes/findProgram';
import { listProjectFiles } from '../detection/projectFiles';
import { readArguments, type ArgumentRules } from '../detection/runnerArguments';
import type { RunnerKind, RunnerSetup } from '../detection/runnerKind';
import { readJUnit, type JUnitCase } from '../report/junitXml';
import type { EndedRun, RunPlan } from '../report/reportedRun';
import { reportedRunner } from '../report/reportedRunner';
import type { RawProblem, RunnerEvent } from '../report/runnerEvents';
import { keepSelectedTests } from '../selection/keepSelectedTests';
import { selectedFiles } from '../selection/selectedFiles';
import { compileErrors } from './compileErrors';
import { javaProblem } from './javaProblem';
import { openJavaSources, simpleNames, type JavaSources } from './javaSources';
import { JAVA_TEST } from './javaTests';

/** Maven: goals are replaced by `test`; what chooses tests is ours. */
const RULES: ArgumentRules = {
  valued: new Set(
    '-f --file -P --activate-profiles -pl --projects -s --settings -gs -T'.split(' '),
  ),
  dropped: /^(-Dtest|-q|--quiet|-DskipTests|-l|--log-file|-Dstyle\.color|-Dmaven\.test\.skip)$/,
};
const GOAL = /^(test|verify|package|install|surefire:test)$/;

/** Surefire below Maven 3 and newer. */
export const mavenKind: RunnerKind = {
  name: 'maven',
  testFile: JAVA_TEST,
  recognise(program, words) {
    if ((program !== 'mvn' && program !== 'mvnw') || !words.some((word) => GOAL.test(word))) {
      return undefined;
    }
    return { flags: readArguments(words, RULES).flags, files: [] };
  },
  isUsed: ({ files }) => files.includes('pom.xml'),
  isConfigured: ({ files }) => files.includes('pom.xml'),
  async create(setup) {
    const program = await findMaven(setup.root);
    return createMavenRunner(setup, program);
  },
};

/** The project's own wrapper first, because it knows the version. */
async function findMaven(root: string): Promise<string> {
  const wrapper = join(root, process.platform === 'win32' ? 'mvnw.cmd' : 'mvnw');
  if (await isProgram(wrapper)) return wrapper;
  const [found] = await findPrograms('mvn', root);
  if (found !== undefined) return found;
  throw new ExplainedError(
    'Maven was not found: install it so that "mvn --version" works, or add its wrapper (mvnw) to the project.',
    'environment',
  );
}

function createMavenRunner({ flags, environment }: RunnerSetup, program: string): TestRunner {
  return reportedRunner({
    name: 'maven',
    plan: (request) => planRun({ flags, environment, program }, request),
    keep: keepSelectedTests,
  });
}

interface MavenCall extends Pick<RunnerSetup, 'flags' | 'environment'> {
  readonly program: string;
}

async function planRun(
  { program, flags, environment }: MavenCall,
  { root, selection }: TestRunRequest,
): Promise<RunPlan | undefined> {
  const files = await selectedFiles(root, selection);
  if (files?.length === 0) return undefined;
  const chosen = files === undefined ? [] : [chosenTests(files, selection)];
  return {
    command: [
      ...[program, '-B', '-ntp', '-fae', '-Dstyle.color=never'],
      // Trimmed stacks have lost the frames of the source.
      '-DtrimStackTrace=false',
      // Modules without the chosen tests are no failure; the names of older and newer versions.
      ...['-DfailIfNoTests=false', '-Dsurefire.failIfNoSpecifiedTests=false'],
      ...flags,
      ...chosen,
      'test',
    ],
    environment,
    read: (run) => readRun(root, run),
  };
}

/** Surefire's `Class#method+method,Other`; a method is chosen with all of its cases. */
function chosenTests(files: readonly string[], selection: TestSelection): string {
  if (selection.kind !== 'tests') {
    return `-Dtest=${files.map((file) => posix.parse(file).name).join(',')}`;
  }
  const names = selection.tests.map(({ id }) => id.replace(/[([].*$/, ''));
  return `-Dtest=${[...new Set(names)].join(',')}`;
}

const RUNNING = /^\[INFO\] Running (\S+)$/gm;
const ENDED = /^\[\w+\] .*Tests run: .* in (\S+)$/gm;
const LOADED = /T E S T S|No tests to run|No tests were executed/;
const BUILT = /^\[INFO\] BUILD (SUCCESS|FAILURE)/m;
const CRASHED =
  /^\[ERROR\] .*(The forked VM terminated without .*|There was an error in the forked process.*)$/m;

async function readRun(root: string, run: EndedRun): Promise<readonly RunnerEvent[]> {
  const { stdout, startedAt } = run;
  const sources = await openJavaSources(root);
  const reports = await freshReports(root, startedAt);
  const tests = await Promise.all(reports.map((text) => testEvents(text, sources)));
  const crash = CRASHED.exec(stdout)?.[1];
  const open = openClasses(stdout);
  const blocked = open.map((name) => sources.fileOf(name)).find(Boolean);
  return [
    ...(LOADED.test(stdout) ? [{ event: 'start' } as const] : []),
    ...compileErrors(stdout),
    ...fileEvents(open, sources),
    ...tests.flat(),
    ...(crash === undefined ? [] : [crashEvent(crash, blocked)]),
    ...(BUILT.test(stdout) ? [{ event: 'end' } as const] : []),
  ];
}

/** Texts of the reports that this run wrote; an older one lies there when compilation failed. */
async function freshReports(root: string, startedAt: number): Promise<readonly string[]> {
  const modules = (await listProjectFiles(root)).filter((file) => /(^|\/)pom\.xml$/.test(file));
  const folders = modules.map((file) => join(root, posix.dirname(file), 'target/surefire-reports'));
  const texts = await Promise.all(
    folders.map(async (folder) => {
      const names = (await readdir(folder).catch(() => [])).filter((name) =>
        /^TEST-.*\.xml$/.test(name),
      );
      const paths = names.sort().map((name) => join(folder, name));
      return Promise.all(
        paths.map(async (path) =>
          (await stat(path)).mtimeMs < startedAt ? [] : [await readFile(path, 'utf8')],
        ),
      );
    }),
  );
  return texts.flat(2);
}

async function testEvents(xml: string, sources: JavaSources): Promise<readonly RunnerEvent[]> {
  const { cases } = readJUnit(xml);
  return Promise.all(cases.map((one) => testEvent(one, sources)));
}

async function testEvent(one: JUnitCase, sources: JavaSources): Promise<RunnerEvent> {
  const { className, name } = one;
  const file = sources.fileOf(className);
  const problems = problemsOf(one, sources);
  // A case without a name is the class itself, whose preparation failed.
  if (name === '' && problems[0] && file !== undefined) {
    const problem = { ...problems[0], kind: 'hook' } as const;
    return { event: 'suite-failed', file, suite: simpleNames(className), problem };
  }
  const line = await sources.lineOf(className, name.replace(/[([{].*$/, ''));
  return {
    event: 'test',
    id: `${className}#${name}`,
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line }),
    suite: simpleNames(className),
    name,
    status: one.outcome === 'error' ? 'failed' : one.outcome,
    durationMs: one.durationMs,
    problems,
    output: one.output,
  };
}

function problemsOf({ outcome, reason }: JUnitCase, sources: JavaSources): readonly RawProblem[] {
  if (reason === undefined || outcome === 'skipped') return [];
  return [javaProblem({ ...reason, stack: reason.text }, sources)];
}

/** Classes whose tests began and did not end, by what Maven prints. */
function openClasses(stdout: string): readonly string[] {
  const ended = new Set([...stdout.matchAll(ENDED)].map(([, name]) => name));
  return [...stdout.matchAll(RUNNING)].flatMap(([, name = '']) => (ended.has(name) ? [] : [name]));
}

function fileEvents(classes: readonly string[], sources: JavaSources): readonly RunnerEvent[] {
  return classes.flatMap((name) => {
    const file = sources.fileOf(name);
    return file === undefined ? [] : [{ event: 'file-start', file } as const];
  });
}

function crashEvent(message: string, file: string | undefined): RunnerEvent {
  return {
    event: 'error',
    ...(file !== undefined && { file }),
    problem: { kind: 'crash', message },
  };
}

import { join } from 'node:path';
import { ExplainedError } from '../../../core/errors';
import type { TestRunner, TestRunRequest } from '../../../core/ports';
import type { TestSelection } from '../../../core/testReport';
import { findPrograms, isProgram } from '../../processes/findProgram';
import { readArguments, type ArgumentRules } from '../detection/runnerArguments';
import type { RunnerKind, RunnerSetup } from '../detection/runnerKind';
import type { ReportFile } from '../report/reportFile';
import type { EndedRun, RunPlan } from '../report/reportedRun';
import { reportedRunner } from '../report/reportedRunner';
import type { RawProblem, RawTest, RunnerEvent } from '../report/runnerEvents';
import { keepSelectedTests } from '../selection/keepSelectedTests';
import { selectedFiles } from '../selection/selectedFiles';
import { compileErrors } from './compileErrors';
import { javaProblem } from './javaProblem';
import { openJavaSources, simpleNames, type JavaSources } from './javaSources';
import { JAVA_TEST } from './javaTests';

/** Gradle: its tasks stay, because a project may have test tasks of its own; what chooses tests is ours. */
const RULES: ArgumentRules = {
  valued: new Set(
    '-p --project-dir -b --build-file -c -x --exclude-task -g --tests --init-script -I'.split(' '),
  ),
  dropped: /^(--tests|--console|-q|--quiet|-t|--continuous|--daemon|--no-daemon|--continue|clean)$/,
};
const TASK = /(^|:)(test|check|build|[a-z]\w*Test)$/;
const BUILD_FILE = /^(build|settings)\.gradle(\.kts)?$/;

/** Gradle 4 and newer. */
export const gradleKind: RunnerKind = {
  name: 'gradle',
  testFile: JAVA_TEST,
  recognise(program, words) {
    if (program !== 'gradle' && program !== 'gradlew') return undefined;
    const { flags, files } = readArguments(words, RULES);
    const tasks = files.filter((word) => TASK.test(word));
    if (tasks.length === 0) return undefined;
    return { flags: [...flags, ...tasks.filter((task) => /[tT]est$/.test(task))], files: [] };
  },
  isUsed: ({ files }) => files.some((file) => BUILD_FILE.test(file)),
  isConfigured: ({ files }) => files.some((file) => BUILD_FILE.test(file)),
  async create(setup) {
    return createGradleRunner(setup, await findGradle(setup.root));
  },
};

/** The project's own wrapper first, because it knows the version. */
async function findGradle(root: string): Promise<string> {
  const wrapper = join(root, process.platform === 'win32' ? 'gradlew.bat' : 'gradlew');
  if (await isProgram(wrapper)) return wrapper;
  const [found] = await findPrograms('gradle', root);
  if (found !== undefined) return found;
  throw new ExplainedError(
    'Gradle was not found: install it so that "gradle --version" works, or add its wrapper (gradlew) to the project.',
    'environment',
  );
}

function createGradleRunner(setup: RunnerSetup, program: string): TestRunner {
  return reportedRunner({
    name: 'gradle',
    plan: (request, report) => planRun({ ...setup, program }, request, report),
    keep: keepSelectedTests,
  });
}

async function planRun(
  { program, flags, environment, reportersFolder }: RunnerSetup & { readonly program: string },
  { root, selection }: TestRunRequest,
  report: ReportFile,
): Promise<RunPlan | undefined> {
  const files = await selectedFiles(root, selection);
  if (files?.length === 0) return undefined;
  const sources = await openJavaSources(root);
  const isNamed = flags.some((flag) => TASK.test(flag));
  return {
    command: [
      // A daemon would outlive the run.
      ...[program, '--no-daemon', '--console=plain', '--continue'],
      ...['--init-script', join(reportersFolder, 'fixpoint.init.gradle')],
      ...flags,
      ...(isNamed ? [] : ['test']),
      ...(files === undefined ? [] : await chosenTests(files, selection, sources)),
    ],
    environment: { ...environment, FIXPOINT_REPORT_FILE: report.path },
    read: (run) => readRun(run, sources),
  };
}

async function chosenTests(
  files: readonly string[],
  selection: TestSelection,
  sources: JavaSources,
): Promise<readonly string[]> {
  const names =
    selection.kind === 'tests'
      ? selection.tests.map(({ id }) => id.replace(/\(.*$/, '').replace('#', '.'))
      : await Promise.all(files.map((file) => sources.classOf(file)));
  return [...new Set(names)].flatMap((name) => ['--tests', name]);
}

const CRASHED = /^> (Process '.*' finished with non-zero exit value .*)$/m;
const NOTHING = /No tests found for given includes|^:\S*test NO-SOURCE$/m;
const BUILT = /^BUILD (SUCCESSFUL|FAILED) in/m;

async function readRun(run: EndedRun, sources: JavaSources): Promise<readonly RunnerEvent[]> {
  const output = run.stdout + run.stderr;
  const tests = await Promise.all(run.reported.map((event) => placed(event, sources)));
  const crash = CRASHED.exec(output)?.[1];
  return [
    ...(NOTHING.test(output) ? [{ event: 'start' } as const] : []),
    ...tests,
    ...compileErrors(output),
    ...(crash === undefined ? [] : [crashEvent(crash, tests)]),
    ...(BUILT.test(output) ? [{ event: 'end' } as const] : []),
  ];
}

/** A crash is blamed on the file whose test began last. */
function crashEvent(message: string, events: readonly RunnerEvent[]): RunnerEvent {
  const last = events.findLast(({ event }) => event === 'test-start');
  const file = last?.event === 'test-start' ? last.file : undefined;
  return {
    event: 'error',
    ...(file !== undefined && { file }),
    problem: { kind: 'crash', message },
  };
}

/** Gradle's names of what stands for a class whose preparation failed. */
const WHOLE_CLASS = /^(classMethod|initializationError)$/;

/** The event with the file, line and frames that Gradle does not know. */
async function placed(event: RunnerEvent, sources: JavaSources): Promise<RunnerEvent> {
  if (event.event === 'test-start') return { ...event, ...placeOf(event, sources) };
  return event.event === 'test' ? placedResult(event, sources) : event;
}

async function placedResult(
  event: RunnerEvent & { readonly event: 'test' },
  sources: JavaSources,
): Promise<RunnerEvent> {
  const place = placeOf(event, sources);
  const problems = event.problems.map((problem) => thrown(problem, sources));
  if (WHOLE_CLASS.test(event.name) && problems[0] && place.file !== undefined) {
    const problem = { ...problems[0], kind: 'hook' } as const;
    return { event: 'suite-failed', file: place.file, suite: place.suite, problem };
  }
  const line = await sources.lineOf(event.suite[0] ?? '', event.name.replace(/[([{].*$/, ''));
  return { ...event, ...place, ...(line !== undefined && { line }), problems };
}

/** The reporter names the class as the only suite. */
function placeOf(
  { suite: [className = ''] }: Pick<RawTest, 'suite'>,
  sources: JavaSources,
): Pick<RawTest, 'suite' | 'file'> {
  const file = sources.fileOf(className);
  return { suite: simpleNames(className), ...(file !== undefined && { file }) };
}

/** The reporter can't tell more than what an exception prints: `its.Class: message`. */
function thrown({ name = '', message, stack = '' }: RawProblem, sources: JavaSources): RawProblem {
  return javaProblem({ type: name.split(':')[0] ?? name, message, stack }, sources);
}

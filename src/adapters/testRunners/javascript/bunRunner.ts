import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ExplainedError } from '../../../core/errors';
import type { TestRunner, TestRunRequest } from '../../../core/ports';
import type { TestReference, TestStatus } from '../../../core/testReport';
import { findPrograms, isProgram } from '../../processes/findProgram';
import type { Project } from '../detection/project';
import { readArguments, type ArgumentRules } from '../detection/runnerArguments';
import type { RunnerKind, RunnerSetup } from '../detection/runnerKind';
import { readJUnit, type JUnitCase } from '../report/junitXml';
import type { ReportFile } from '../report/reportFile';
import type { EndedRun, RunPlan } from '../report/reportedRun';
import { reportedRunner } from '../report/reportedRunner';
import type { RawProblem, RunnerEvent } from '../report/runnerEvents';
import { exactPattern, MAX_PATTERN_LENGTH } from '../selection/namePattern';
import { selectedFiles } from '../selection/selectedFiles';
import { withImportPlace } from './missingImport';
import { caseProblems, scriptFrames } from './scriptProblem';
import { SCRIPT_TEST } from './scriptTests';

/** bun: its JUnit report is for us, its words are for people. */
const RULES: ArgumentRules = {
  valued: new Set(
    '-t --test-name-pattern --timeout --preload -r --rerun-each --bail --reporter --reporter-outfile --coverage-reporter --coverage-dir --seed --max-concurrency --cwd --config -c --env-file --define -d --conditions'.split(
      ' ',
    ),
  ),
  dropped:
    /^(--watch|--hot|--reporter|--reporter-outfile|--dots|--only-failures|-u|--update-snapshots|--cwd|--no-clear-screen)$/,
};

const IMPORT = /(from\s*|require\()['"]bun:test['"]/;

/** bun 1.2 and newer. */
export const bunKind: RunnerKind = {
  name: 'bun',
  testFile: SCRIPT_TEST,
  recognise: (program, words) =>
    program === 'bun' && words[0] === 'test' ? readArguments(words.slice(1), RULES) : undefined,
  async isUsed(project) {
    if (await isConfigured(project)) return true;
    return (await project.readSome(SCRIPT_TEST)).some((text) => IMPORT.test(text));
  },
  isConfigured,
  async create({ root, ...setup }) {
    return createBunRunner(setup, await findBun(root));
  },
};

async function isConfigured({ read }: Project): Promise<boolean> {
  return /^\[test\]/m.test(await read('bunfig.toml'));
}

/** The workspace's own bun first, because it knows the version. */
async function findBun(root: string): Promise<string> {
  const own = join(root, 'node_modules/bun/bin/bun.exe');
  if (await isProgram(own)) return own;
  const [found] = await findPrograms('bun', root);
  if (found !== undefined) return found;
  throw new ExplainedError(
    'bun was not found: install it so that "bun --version" works, or run "npm install --save-dev bun" in the project.',
    'environment',
  );
}

type BunSetup = Omit<RunnerSetup, 'root'>;

/** bun behind the port. */
function createBunRunner(setup: BunSetup, program: string): TestRunner {
  return reportedRunner({
    name: 'bun',
    plan: (request, report) => planRun({ ...setup, program }, request, report),
  });
}

async function planRun(
  setup: BunSetup & { readonly program: string },
  { root, selection }: TestRunRequest,
  report: ReportFile,
): Promise<RunPlan | undefined> {
  const files = await selectedFiles(root, selection);
  if (files?.length === 0) return undefined;
  const junit = join(report.folder, 'junit.xml');
  const isChosen = selection.kind === 'tests';
  return {
    command: [
      ...[setup.program, 'test', ...setup.flags],
      ...['--reporter=junit', `--reporter-outfile=${junit}`],
      ...(isChosen ? namePattern(selection.tests) : []),
      // With a dot in front it is a path, else a filter.
      ...(files?.map((file) => `./${file}`) ?? setup.files),
    ],
    environment: setup.environment,
    read: async (run) => {
      const events = await readRun(run, await readFile(junit, 'utf8').catch(() => ''));
      // What the name filter leaves out counts as skipped, too.
      return events.filter(
        (one) => !isChosen || one.event !== 'test' || !/^(skipped|todo)$/.test(one.status),
      );
    },
  };
}

function namePattern(tests: readonly TestReference[]): readonly string[] {
  const patterns = tests.map(({ suite, name }) => exactPattern([...suite, name], ' '));
  const pattern = [...new Set(patterns)].join('|');
  return pattern.length > MAX_PATTERN_LENGTH ? [] : [`--test-name-pattern=${pattern}`];
}

const STARTED = /^bun test v/m;
const ENDED = /^(Ran \d+ tests? across|error: regex .* matched 0 tests)/m;
/** The heading of a file's results. */
const FILE = /^(\S.*\.[cm]?[jt]sx?):$/gm;
const STRAY = /^# Unhandled error between tests\n-+\n([^]*?)\n-{10,}$/gm;

/** Tests are in the JUnit report, which bun writes when there are any; all else is in its words. */
async function readRun(run: EndedRun, junit: string): Promise<readonly RunnerEvent[]> {
  const words = stripVTControlCharacters(`${run.stdout}\n${run.stderr}`);
  const { cases, isComplete } = readJUnit(junit);
  const isEnded = ENDED.test(words) && (junit === '' || isComplete);
  const files = [...words.matchAll(FILE)].map(([, file = '']) => file);
  const last = isEnded ? undefined : files.at(-1);
  const tests = cases.map(caseEvent);
  return [
    ...(STARTED.test(words) ? [{ event: 'start' } as const] : []),
    ...(last === undefined ? [] : [{ event: 'file-start', file: last } as const]),
    ...tests,
    ...(await strayErrors(words, cases)),
    ...(isEnded ? [{ event: 'end' } as const] : []),
  ];
}

function caseEvent(one: JUnitCase): RunnerEvent {
  const { name, file = '', line, durationMs } = one;
  // The report itself and the file are suites, too.
  const suite = one.suites.slice(2);
  const problems = caseProblems(one);
  if (name === '(unnamed)' && problems[0] !== undefined) {
    return { event: 'suite-failed', file, suite, problem: { ...problems[0], kind: 'hook' } };
  }
  return {
    event: 'test',
    file,
    ...(line !== undefined && { line }),
    suite,
    name,
    status: statusOf(one),
    durationMs,
    problems,
  };
}

function statusOf({ outcome, reason }: JUnitCase): TestStatus {
  if (outcome === 'skipped') return reason?.message === 'TODO' ? 'todo' : 'skipped';
  return outcome === 'error' ? 'failed' : outcome;
}

/** Errors outside of tests, each below the heading of its file, whose tests mostly are not run then. */
function strayErrors(words: string, cases: readonly JUnitCase[]): Promise<readonly RunnerEvent[]> {
  const headings = [...words.matchAll(FILE)];
  return Promise.all(
    [...words.matchAll(STRAY)].map(async ({ 1: text = '', index }) => {
      const file = headings.findLast((one) => one.index < index)?.[1] ?? '';
      const kind = cases.some((one) => one.file === file) ? 'unhandled' : 'load';
      return { event: 'error', file, problem: await strayProblem(text, kind) } as const;
    }),
  );
}

/** Above the error's own line bun shows the source. */
function strayProblem(text: string, kind: 'load' | 'unhandled'): Promise<RawProblem> {
  const [, head = 'error', message = text] =
    /^([\w$.]*Error|error): ([^]*?)(?=\n\s+at |$(?![^]))/m.exec(text) ?? [];
  const name = head === 'error' ? {} : { name: head };
  return withImportPlace({ kind, ...name, message, frames: scriptFrames(text) });
}

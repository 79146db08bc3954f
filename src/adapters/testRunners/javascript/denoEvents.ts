import { posix } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { readJUnit, type JUnitCase } from '../report/junitXml';
import type { RawProblem, RunnerEvent } from '../report/runnerEvents';
import { caseProblems, scriptFrames, scriptProblem } from './scriptProblem';

/** What deno leaves behind of a run. */
export interface DenoOutput {
  /** The text of its JUnit report; empty when it wrote none. */
  readonly junit: string;
  readonly stdout: string;
  readonly stderr: string;
  /** Test files that were asked for, relative; empty for all. */
  readonly files: readonly string[];
}

const RUNNING = /^running \d+ tests? from (.+)$/gm;
const ENDED = /^(ok|FAILED) \| \d+ passed/m;
/** A test that began and did not end is the last that was printed. */
const OPEN_TEST = /^(\S.*?) \.\.\.\s*$(?![^])/m;
const UNCAUGHT = /^(.+) \(uncaught error\)\nerror: ([^]*?)\nThis error was not caught/gm;
const STEP_FAILED = /^\d+ test steps? failed/;

/** Tests are in the JUnit report; what is outside of them is only printed. */
export function denoEvents({ junit, stdout, stderr, files }: DenoOutput): readonly RunnerEvent[] {
  const words = stripVTControlCharacters(stdout);
  const report = readJUnit(junit);
  const isEnded = ENDED.test(words) && report.isComplete;
  const uncaught = uncaughtErrors(words);
  return [
    ...(isEnded || /^running \d/m.test(words) ? [{ event: 'start' } as const] : []),
    ...(isEnded ? [] : openTest(words)),
    ...report.cases.map((one) => caseEvent(one, report.cases, uncaught)),
    ...[...uncaught].map(([file, problem]) => uncaughtEvent(file, problem, report.cases)),
    ...loadErrors(stripVTControlCharacters(stderr), files),
    ...(isEnded ? [{ event: 'end' } as const] : []),
  ];
}

function openTest(words: string): readonly RunnerEvent[] {
  const running = [...words.matchAll(RUNNING)].at(-1)?.[1];
  if (running === undefined) return [];
  const file = posix.normalize(running);
  const name = OPEN_TEST.exec(words)?.[1];
  return [
    { event: 'file-start', file },
    ...(name === undefined ? [] : [{ event: 'test-start', file, suite: [], name } as const]),
  ];
}

function caseEvent(
  one: JUnitCase,
  all: readonly JUnitCase[],
  uncaught: ReadonlyMap<string, RawProblem>,
): RunnerEvent {
  const file = fileOf(one);
  const suite = parentsOf(one, all);
  const name = one.name.slice(suite.reduce((length, part) => length + part.length + 3, 0));
  const test = { file, ...(one.line !== undefined && { line: one.line }), suite, name };
  const { reason, outcome, durationMs } = one;
  if (outcome !== 'skipped' && STEP_FAILED.test(reason?.message ?? '')) {
    return { event: 'parent', ...test };
  }
  const broken = outcome === 'skipped' ? uncaught.get(file) : undefined;
  return {
    event: 'test',
    ...test,
    status: broken || outcome === 'error' ? 'failed' : outcome,
    durationMs,
    problems: broken ? [{ ...broken, kind: 'hook' }] : caseProblems(one),
  };
}

/** The report joins the names of steps and their tests with ` > `, which names may hold, too. */
function parentsOf({ name, className }: JUnitCase, all: readonly JUnitCase[]): readonly string[] {
  const above = all
    .filter((one) => one.className === className && name.startsWith(`${one.name} > `))
    .map((one) => one.name)
    .sort((one, other) => one.length - other.length);
  return above.map((one, level) => {
    const before = above[level - 1];
    return before === undefined ? one : one.slice(before.length + 3);
  });
}

function fileOf({ className }: JUnitCase): string {
  return posix.normalize(className);
}

/** Errors outside of tests by their files; deno skips the tests behind one. */
function uncaughtErrors(words: string): ReadonlyMap<string, RawProblem> {
  return new Map(
    [...words.matchAll(UNCAUGHT)].map(([, file = '', text = '']) => [
      posix.normalize(file),
      scriptProblem({ type: '', message: '', text }),
    ]),
  );
}

/** With tests it is an error of their hooks or of what they left behind, else the file did not load. */
function uncaughtEvent(
  file: string,
  problem: RawProblem,
  cases: readonly JUnitCase[],
): RunnerEvent {
  const own = cases.filter((one) => fileOf(one) === file);
  if (own.some(({ outcome }) => outcome === 'skipped')) {
    return { event: 'suite-failed', file, suite: [], problem: { ...problem, kind: 'hook' } };
  }
  const kind = own.length > 0 ? 'unhandled' : 'load';
  return { event: 'error', file, problem: { ...problem, kind } };
}

const TYPE_ERROR = /^(TS\d+) \[ERROR\]: ([^]*?)\n {4}at (?=file:)/gm;
const GRAPH_ERROR =
  /^error: (?!Test failed|Type checking failed|Found \d)(?:(\w*Error): )?([^]*?)(?=\n {4}at |\n\n|$(?![^]))/m;

/** One file that does not load keeps all others from being run. */
function loadErrors(stderr: string, files: readonly string[]): readonly RunnerEvent[] {
  const types = [...stderr.matchAll(TYPE_ERROR)].map(
    ({ 1: name = '', 2: message = '', index, 0: whole }): RawProblem => {
      const place = stderr.slice(index + whole.length).split('\n', 1)[0] ?? '';
      return { kind: 'compile', name, message, frames: scriptFrames(place) };
    },
  );
  const graph = GRAPH_ERROR.exec(stderr);
  const [, name, message = ''] = graph ?? [];
  const rest = graph === null ? '' : stderr.slice(graph.index + graph[0].length);
  const problems: readonly RawProblem[] =
    graph === null || types.length > 0
      ? types
      : [{ kind: 'load', ...(name !== undefined && { name }), message, frames: firstFrame(rest) }];
  const [only] = files.length === 1 ? files : [];
  return problems.map((problem) => ({
    event: 'error',
    ...(only !== undefined && { file: only }),
    problem,
  }));
}

function firstFrame(text: string): ReturnType<typeof scriptFrames> {
  return scriptFrames(text.split('\n').find((line) => line.trim() !== '') ?? '');
}

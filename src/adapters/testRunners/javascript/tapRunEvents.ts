import type { RawProblem, RunnerEvent } from '../report/runnerEvents';
import { parseTap, type TapPoint } from '../report/tap';
import { isRed, tapPlace, tapProblem, tapStatus } from '../report/tapEvents';
import { readNodeCrash } from './nodeCrash';
import { titleLine } from './titleLines';

/** What tap leaves behind of a run. */
export interface TapOutput {
  readonly stdout: string;
  readonly stderr: string;
  /** Test files that were asked for, relative; empty for all. */
  readonly files: readonly string[];
  /** Texts of test files by their relative paths. */
  readonly sources: ReadonlyMap<string, string>;
}

/** tap's points: the outermost are files, subtests are tests, and what has no subtest is an assertion. */
export function tapRunEvents({
  stdout,
  stderr,
  files,
  sources,
}: TapOutput): readonly RunnerEvent[] {
  const { isStarted, points, isComplete } = parseTap(stdout);
  const crashes = crashesIn(stderr);
  const seen = new Set(points.map(({ name }) => name));
  const open = isComplete ? [] : files.filter((file) => !seen.has(file));
  return [
    ...(isStarted ? [{ event: 'start' } as const] : []),
    ...open.map((file) => ({ event: 'file-start', file }) as const),
    ...points.flatMap((point) => fileEvents(point, crashes, sources.get(point.name) ?? '')),
    ...(isComplete ? [{ event: 'end' } as const] : []),
  ];
}

/** Errors that ended processes, as Node told them, each with the text above it. */
function crashesIn(stderr: string): Crash[] {
  const texts = stderr.split(/(?<=\n\nNode\.js v\S+)\n/);
  return texts.flatMap((text) => {
    const problem = readNodeCrash(text);
    return problem === undefined ? [] : [{ text, problem }];
  });
}

interface Crash {
  readonly text: string;
  readonly problem: RawProblem;
}

function fileEvents(point: TapPoint, crashes: Crash[], source: string): readonly RunnerEvent[] {
  const file = point.name;
  const tests = point.children.flatMap((child) => testEvents(child, [], { file, source }));
  if (!isRed(point) || tests.some((one) => one.event === 'test' && one.status === 'failed')) {
    return tests;
  }
  const { signal } = point.diagnostics;
  if (typeof signal === 'string' && signal !== 'null') {
    return [...tests, { event: 'file-failed', file, signal, stderr: '' }];
  }
  const crash = takeCrash(crashes, file);
  const kind = tests.length > 0 ? 'unhandled' : 'load';
  return [...tests, { event: 'error', file, problem: { ...(crash ?? tapProblem(point)), kind } }];
}

/** The one that names the file, else the first: those without frames are told in the order of files. */
function takeCrash(crashes: Crash[], file: string): RawProblem | undefined {
  const named = crashes.findIndex(({ text }) => text.includes(file));
  return crashes.splice(Math.max(named, 0), 1)[0]?.problem;
}

interface TestFile {
  readonly file: string;
  readonly source: string;
}

function testEvents(
  point: TapPoint,
  suite: readonly string[],
  place: TestFile,
): readonly RunnerEvent[] {
  const isTest = (one: TapPoint): boolean => one.isSubtest || one.directive !== undefined;
  const names = [...suite, point.name];
  const below = point.children.filter(isTest).flatMap((child) => testEvents(child, names, place));
  const failed = point.children.filter((child) => !isTest(child) && isRed(child));
  const { at } = point.diagnostics;
  const told = typeof at === 'object' ? tapPlace(at) : undefined;
  const line = told?.file === place.file ? told.line : titleLine(place.source, names);
  const test = { file: place.file, ...(line && { line }), suite, name: point.name };
  if (below.length > 0 && failed.length === 0) {
    return isRed(point) ? [...below, { event: 'parent', ...test }] : below;
  }
  const causes = failed.length > 0 ? failed : [point];
  const problems = isRed(point) ? causes.map(tapProblem) : [];
  const { durationMs } = point;
  return [...below, { event: 'test', ...test, status: tapStatus(point), durationMs, problems }];
}

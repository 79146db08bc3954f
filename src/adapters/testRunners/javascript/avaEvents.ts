import type { RawFrame, RawProblem, RunnerEvent } from '../report/runnerEvents';
import { parseTap, type TapPoint } from '../report/tap';
import { isRed, tapProblem, tapStatus } from '../report/tapEvents';
import { titleLine } from './titleLines';

/** What ava leaves behind of a run. */
export interface AvaOutput {
  readonly stdout: string;
  /** Test files that may have been run, relative, with their texts. */
  readonly sources: ReadonlyMap<string, string>;
}

const EXITED = /^(.+) exited (?:with a non-zero exit code|due to)/;
const EMPTY = /^No tests found in (.+), make sure/;
const HOOK = /^(?:before|beforeEach|after|afterEach)(?:\.always)? hook(?: for (.*))?$/s;
const ERROR_TITLE = /^[\w$.]*(Error|Exception)\b/;

/** ava's points: tests of all files, errors outside of them, and the files that these ended. */
export function avaEvents({ stdout, sources }: AvaOutput): readonly RunnerEvent[] {
  const { isStarted, points, isComplete } = parseTap(stdout);
  const locate = locator([...sources.keys()]);
  const tests = points.filter((point) => !isOutside(point));
  const events = tests.map((point) => testEvent(point, locate(point.name), sources));
  const hasTests = new Set(events.flatMap((one) => (one.event === 'test' ? (one.file ?? []) : [])));
  return [
    ...(isStarted ? [{ event: 'start' } as const] : []),
    ...(isComplete
      ? []
      : [...sources.keys()].map((file) => ({ event: 'file-start', file }) as const)),
    ...events,
    ...errorEvents(points.filter(isOutside), hasTests),
    ...(isComplete ? [{ event: 'end' } as const] : []),
  ];
}

function isOutside(point: TapPoint): boolean {
  const { name, diagnostics } = point;
  if (!isRed(point) || diagnostics['details'] !== undefined) return false;
  return EXITED.test(name) || EMPTY.test(name) || ERROR_TITLE.test(name);
}

/** An error does not name its file, but ava tells the end of the file's process behind it. */
function errorEvents(
  points: readonly TapPoint[],
  hasTests: ReadonlySet<string>,
): readonly RunnerEvent[] {
  const errors: RawProblem[] = [];
  const events = points.flatMap((point): readonly RunnerEvent[] => {
    const empty = EMPTY.exec(point.name)?.[1];
    const file = empty ?? EXITED.exec(point.name)?.[1];
    if (file === undefined) {
      errors.push(tapProblem(point));
      return [];
    }
    const problem = (empty === undefined ? errors.shift() : undefined) ?? tapProblem(point);
    const kind = hasTests.has(file) ? 'unhandled' : 'load';
    return [{ event: 'error', file, problem: { ...problem, kind } }];
  });
  const rest = errors.map(
    (problem) => ({ event: 'error', problem: { ...problem, kind: 'unhandled' } }) as const,
  );
  return [...events, ...rest];
}

interface Located {
  readonly file?: string;
  readonly title: string;
}

function testEvent(
  point: TapPoint,
  { file, title }: Located,
  sources: ReadonlyMap<string, string>,
): RunnerEvent {
  const [hook, blocked] = HOOK.exec(title) ?? [];
  const name = blocked ?? title;
  const place = placeOf(file, name, sources);
  const problems = problemsOf(point, { isHook: hook !== undefined, place });
  if (hook !== undefined && blocked === undefined && problems[0] && file !== undefined) {
    return { event: 'suite-failed', file, suite: [], problem: problems[0] };
  }
  return {
    event: 'test',
    ...(file !== undefined && { file }),
    ...place,
    suite: [],
    name,
    status: tapStatus(point),
    durationMs: point.durationMs,
    problems,
  };
}

function placeOf(
  file: string | undefined,
  name: string,
  sources: ReadonlyMap<string, string>,
): RawFrame | undefined {
  const line = titleLine(sources.get(file ?? '') ?? '', [name]);
  return file === undefined || line === undefined ? undefined : { file, line };
}

interface ProblemSource {
  readonly isHook: boolean;
  /** Of the test itself, because ava names only its own and that of a throw. */
  readonly place: RawFrame | undefined;
}

function problemsOf(point: TapPoint, { isHook, place }: ProblemSource): readonly RawProblem[] {
  if (!isRed(point)) return [];
  const problem = avaProblem(point);
  const frames = [...(problem.frames ?? []), ...(place === undefined ? [] : [place])];
  return [{ ...problem, frames, ...(isHook && { kind: 'hook' }) }];
}

/** An error that a test threw is printed as a value, with its class and message. */
function avaProblem(point: TapPoint): RawProblem {
  const { details, assertion } = point.diagnostics;
  const problem = tapProblem(point);
  const frames = (problem.frames ?? []).filter(({ file }) => !/\/node_modules\//.test(file));
  const thrown = typeof details === 'object' ? details['Error thrown in test:'] : undefined;
  const [, name, quoted] =
    /^(\w+) \{[^]*?message: '((?:\\.|[^'\\])*)'/.exec(typeof thrown === 'string' ? thrown : '') ??
    [];
  if (name !== undefined && quoted !== undefined) {
    return { kind: 'throw', name, message: quoted.replaceAll(/\\(.)/g, '$1'), frames };
  }
  const told = typeof assertion === 'string' ? `${assertion} failed` : problem.message;
  return { ...problem, message: problem.message === point.name ? told : problem.message, frames };
}

/** With several files ava puts the parts of their paths that differ before the title. */
function locator(files: readonly string[]): (title: string) => Located {
  const [only] = files.length === 1 ? files : [];
  const prefixes = files
    .flatMap((file) => prefixesOf(file).map((prefix) => ({ file, prefix })))
    .sort((one, other) => other.prefix.length - one.prefix.length);
  return (title) => {
    const plain = title.replaceAll(' > ', ' › ');
    const found = prefixes.find(({ prefix }) => plain.startsWith(`${prefix} › `));
    if (only !== undefined || found === undefined) return { ...(only && { file: only }), title };
    return { file: found.file, title: title.slice(found.prefix.length + ' › '.length) };
  };
}

function prefixesOf(file: string): readonly string[] {
  const parts = file.split('/').filter((part) => part !== '__tests__');
  const base = (parts.pop() ?? '').replace(/\.(spec|test)\./, '.').replace('test-', '');
  const all = [...parts, base.replace(/\.\w+$/, '')];
  return all.map((_, at) => all.slice(at).join(' › '));
}

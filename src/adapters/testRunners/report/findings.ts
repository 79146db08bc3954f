import { stripVTControlCharacters } from 'node:util';
import type { Problem, TestResult } from '../../../core/testReport';
import { withImportPlace } from '../javascript/missingImport';
import { readNodeCrash } from '../javascript/nodeCrash';
import type { RawProblem, RawResult, RawTest, RunnerEvent } from './runnerEvents';
import { parseStack, statedPlace } from './stackFrames';
import { testIds } from './testIds';
import type { TreePaths } from './treePaths';

/** What a run's events say, before it is judged. */
export interface Findings {
  readonly started: boolean;
  /** The reporter's end mark was seen: nothing is missing. */
  readonly ended: boolean;
  readonly tests: readonly TestResult[];
  readonly loadErrors: readonly Problem[];
  /** Full titles of tests that began and did not end. */
  readonly running: readonly string[];
  /** Test files that began and did not end, relative to the tree. */
  readonly openFiles: readonly string[];
  /** Signals that killed processes which ran test files. */
  readonly signals: readonly string[];
}

type EventOf<K extends RunnerEvent['event']> = Extract<RunnerEvent, { event: K }>;

/** Folds the events of one run, in their order, into findings with paths relative to the tree. */
export async function collectFindings(
  events: readonly RunnerEvent[],
  paths: TreePaths,
): Promise<Findings> {
  const of = <K extends RunnerEvent['event']>(kind: K): readonly EventOf<K>[] =>
    events.filter((one): one is EventOf<K> => one.event === kind);
  const hooks = of('suite-failed');
  const results = of('test');
  const idOf = testIds([...results, ...of('parent')], paths);
  const failures = await Promise.all(of('file-failed').map((one) => fileProblem(one)));
  const errors = [
    ...of('error'),
    ...failures.filter((one) => one.problem.kind !== 'crash' || !isExplained(one.file, events)),
    ...hooks.filter((hook) => !results.some((test) => isBlockedBy(test, hook))),
  ];
  return {
    started: of('start').length > 0,
    ended: of('end').length > 0,
    tests: results.map((test) => ({
      ...toResult(withHookCause(test, hooks), paths),
      id: idOf(test),
    })),
    loadErrors: errors.map((error) => toLoadError(error, paths)),
    running: runningTests(events).map(({ suite, name }) => [...suite, name].join(' > ')),
    openFiles: openFiles(events, paths),
    signals: [
      ...of('file-failed').flatMap(({ signal }) => signal ?? []),
      ...of('error').flatMap(({ problem }) =>
        problem.kind === 'crash' ? 'an unknown signal' : [],
      ),
    ],
  };
}

/** A raw problem with relative frames and no absolute path of the tree in its texts. */
export function toProblem(raw: RawProblem, paths: TreePaths): Problem {
  const frames = raw.frames?.length ? raw.frames : parseStack(raw.stack ?? '');
  const { kind, name, message, expected, actual } = raw;
  const clean = (text: string): string => paths.shorten(stripVTControlCharacters(text));
  return {
    kind,
    ...(name !== undefined && { name }),
    message: clean(message),
    ...(expected !== undefined && { expected: clean(expected) }),
    ...(actual !== undefined && { actual: clean(actual) }),
    frames: paths.frames(frames),
  };
}

async function fileProblem(
  event: EventOf<'file-failed'>,
): Promise<{ readonly file: string; readonly problem: RawProblem }> {
  const crash = readNodeCrash(event.stderr);
  if (crash !== undefined) return { file: event.file, problem: await withImportPlace(crash) };
  const { signal, exitCode } = event;
  const how = signal === undefined ? `exit code ${exitCode ?? 'unknown'}` : `signal ${signal}`;
  const message = `The test file's process ended early with ${how}; results of its tests may be missing.`;
  return { file: event.file, problem: { kind: 'crash', message } };
}

/** A file with an error of its own outside tests ends with exit code 1 too; that is no second problem. */
function isExplained(file: string, events: readonly RunnerEvent[]): boolean {
  return events.some((one) => one.event === 'error' && one.file === file);
}

function isBlockedBy(test: RawResult, hook: EventOf<'suite-failed'>): boolean {
  const inSuite = hook.suite.every((name, level) => test.suite[level] === name);
  return test.file === hook.file && inSuite && test.problems.some(({ kind }) => kind === 'hook');
}

/** A test that never ran because a hook failed shows the hook's error instead of its own cancellation. */
function withHookCause(test: RawResult, hooks: readonly EventOf<'suite-failed'>[]): RawResult {
  const hook = hooks.find((one) => isBlockedBy(test, one));
  return hook === undefined ? test : { ...test, problems: [hook.problem] };
}

function toResult(raw: RawResult, paths: TreePaths): Omit<TestResult, 'id'> {
  const file = raw.file === undefined ? undefined : paths.relative(raw.file);
  return {
    name: raw.name,
    suite: raw.suite,
    ...(file !== undefined && { file }),
    ...(raw.line !== undefined && { line: raw.line }),
    status: raw.status,
    durationMs: raw.durationMs,
    problems: raw.problems.map((problem) => toProblem(problem, paths)),
    ...(raw.output && { output: paths.shorten(raw.output) }),
  };
}

interface BlockingError {
  readonly file?: string;
  readonly others?: readonly string[];
  readonly problem: RawProblem;
}

function toLoadError(
  { file, others = [], problem: raw }: BlockingError,
  paths: TreePaths,
): Problem {
  const files = file === undefined ? others : [file, ...others];
  const blocked = files.flatMap((one) => paths.relative(one) ?? []);
  const problem = toProblem(raw, paths);
  const stated = problem.frames.length > 0 ? [] : paths.frames(statedPlace(raw));
  return {
    ...problem,
    frames: [...problem.frames, ...stated],
    ...(blocked.length > 0 && { blocks: blocked }),
  };
}

function runningTests(events: readonly RunnerEvent[]): readonly RawTest[] {
  const running = new Map<string, RawTest>();
  for (const one of events) {
    if (one.event === 'test-start') running.set(keyOf(one), one);
    if (one.event === 'test-end' || one.event === 'test') running.delete(keyOf(one));
    if (one.event === 'file-end') deleteFile(running, one.file);
  }
  return [...running.values()];
}

function keyOf({ id, file, line, name }: RawTest): string {
  return id ?? JSON.stringify([file, line, name]);
}

function deleteFile(running: Map<string, RawTest>, file: string): void {
  for (const [key, test] of running) if (test.file === file) running.delete(key);
}

function openFiles(events: readonly RunnerEvent[], paths: TreePaths): readonly string[] {
  const open = new Set<string>();
  for (const one of events) {
    if (one.event === 'file-start') open.add(one.file);
    if (one.event === 'file-end') open.delete(one.file);
  }
  const ofTests = runningTests(events).flatMap(({ file }) => file ?? []);
  return [...new Set([...open, ...ofTests])].flatMap((file) => paths.relative(file) ?? []);
}

import type { Problem, TestReference, TestReport, TestResult, TestSelection } from '../testReport';
import { fileInName, isTitleIn } from './testName';

/** Something red that shall become green: a failing test, or a file that does not load. */
export type Target =
  | { readonly kind: 'test'; readonly id: string; readonly test: TestResult }
  | { readonly kind: 'load'; readonly id: string; readonly problem: Problem };

/** Everything red in a report, in its order, load errors first. */
export function redOf(report: TestReport): readonly Target[] {
  const loads = report.loadErrors.map((problem): Target => ({
    kind: 'load',
    id: loadErrorId(problem),
    problem,
  }));
  const tests = report.tests
    .filter((test) => test.status === 'failed')
    .map((test): Target => ({ kind: 'test', id: test.id, test }));
  return [...loads, ...tests];
}

/** A stable name of a load error: the test files it blocks, else its place, else its first line. */
export function loadErrorId(problem: Problem): string {
  const place = problem.blocks?.join(', ') ?? problem.frames[0]?.file ?? firstLine(problem.message);
  return `load error: ${place}`;
}

/** The targets that `wanted` names, as in `Task`; all of them when nothing is named. */
export function chooseTargets(
  red: readonly Target[],
  wanted: readonly string[],
): readonly Target[] {
  if (wanted.length === 0) return red;
  return red.filter((target) =>
    target.kind === 'test'
      ? isNamed(target.test, wanted)
      : wanted.some((name) => blocks(target.problem, name)),
  );
}

/** Whether a test is meant by one of the words: its file or folder, its id, `file::name`, or a part of its full name. */
export function isNamed(test: TestResult, wanted: readonly string[]): boolean {
  const inFile = (name: string): boolean => test.file !== undefined && isBelow(test.file, name);
  return wanted.some((name) => {
    if (inFile(name) || test.id === name || testTitle(test).includes(name)) return true;
    const file = fileInName(name);
    return file !== undefined && inFile(file) && isTitleIn(name, test);
  });
}

/** The smallest selection that runs all targets. */
export function selectionOf(targets: readonly Target[]): TestSelection {
  const tests = targets.flatMap((target) => (target.kind === 'test' ? [target.test] : []));
  if (tests.length === targets.length) return { kind: 'tests', tests: tests.map(referenceTo) };
  const files = targets.flatMap(filesOf);
  return files.length < targets.length
    ? { kind: 'all' }
    : { kind: 'files', files: [...new Set(files)] };
}

/** The smallest selection that runs all targets in the company of their files. */
export function filesOfTargets(targets: readonly Target[]): TestSelection {
  const files = targets.map(filesOf);
  if (files.some((own) => own.length === 0)) return { kind: 'all' };
  return { kind: 'files', files: [...new Set(files.flat())] };
}

/** The problems of a target, at least one. */
export function problemsOf(target: Target): readonly Problem[] {
  if (target.kind === 'load') return [target.problem];
  const unknown: Problem = {
    kind: 'throw',
    message: 'The test failed without a message.',
    frames: [],
  };
  return target.test.problems.length > 0 ? target.test.problems : [unknown];
}

/** The full name of a target as people read it: suite and name, or the load error's place. */
export function titleOf(target: Target): string {
  return target.kind === 'load' ? target.id : testTitle(target.test);
}

/** Suite and name of a test in one line, which no name can leave or colour. */
export function testTitle({ suite, name }: Pick<TestResult, 'suite' | 'name'>): string {
  return [...suite, name].join(' > ').replaceAll(/\p{Cc}+/gu, ' ');
}

function filesOf(target: Target): readonly string[] {
  if (target.kind === 'load') return target.problem.blocks ?? [];
  return target.test.file === undefined ? [] : [target.test.file];
}

/** What a runner finds a test again by. */
export function referenceTo({ id, name, suite, file, line }: TestResult): TestReference {
  return {
    id,
    name,
    suite,
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
  };
}

function blocks(problem: Problem, name: string): boolean {
  // A test of a file that does not load can't be seen; what keeps it from running is what is meant.
  const path = fileInName(name) ?? name;
  return problem.blocks?.some((file) => isBelow(file, path)) ?? problem.message.includes(path);
}

function isBelow(file: string, written: string): boolean {
  const path = written.replaceAll('\\', '/').replace(/^\.\//, '');
  return file === path || file.startsWith(`${path}/`);
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

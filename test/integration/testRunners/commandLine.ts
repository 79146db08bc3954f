import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { TestReport } from '../../../src/core/testReport';
import { runCli } from '../cli/runCli';
import { drawTests, LOOP_MS, openProject, processesIn, type Trial } from './trial';

/** Whether every case is tried through the command line, too, and not only `basic`: it doubles the time of the trials. */
export const TRIES_ALL_CASES = process.env['FIXPOINT_ALL_CASES'] !== undefined;

/** The other cases that each small project has. */
export const OTHER_CASES = ['syntax', 'missing', 'loop', 'crash', 'flood', 'empty'] as const;

/** Runs the case `basic` with `fixpoint test` in a repository, all of it and one test by its name, and expects this report. */
export async function tryCommandLine(trial: Trial, expected: TestReport): Promise<void> {
  const root = await openProject(trial);
  commitAll(root, trial);
  const file = trial.file('basic');
  const all = await runTests(trial, root, [file]);
  expect(all).toMatchObject({ kind: 'report', verdict: 'failed', loadErrors: [] });
  expect(drawTests(all)).toEqual(drawTests(expected));
  expect(all.tests.map(({ id }) => id)).toEqual(expected.tests.map(({ id }) => id));
  if (trial.isSlow !== true || TRIES_ALL_CASES) {
    const one = await runTests(trial, root, [`${file}::*${trial.title('totals an order')}`]);
    expect(drawTests(one)).toEqual([`failed ${trial.title('totals an order')}`]);
  }
  expect(changesIn(root)).toBe('');
}

/** Runs another case with `fixpoint test`, and expects the verdict and tests of this report, an honest exit code and nothing left. */
export async function tryCase(trial: Trial, name: string, expected: TestReport): Promise<void> {
  const root = await openProject(trial, name);
  commitAll(root, trial);
  const limit = name === 'loop' ? ['--timeout', String((trial.loopMs ?? LOOP_MS) / 1000)] : [];
  const report = await runTests(trial, root, [trial.file(name), ...limit]);
  expect(report).toMatchObject({ kind: 'report', verdict: expected.verdict });
  expect(drawTests(report)).toEqual(drawTests(expected));
  expect(report.loadErrors.map(({ kind }) => kind)).toEqual(
    expected.loadErrors.map(({ kind }) => kind),
  );
  expect(await processesIn(root)).toEqual([]);
  expect(changesIn(root)).toBe('');
}

/** What `fixpoint test` prints, as a program reads it; only passed tests end with 0. */
async function runTests(
  { runner }: Trial,
  root: string,
  args: readonly string[],
): Promise<TestReport & { readonly kind: string }> {
  const ended = await runCli(['test', ...args, '--runner', runner, '--cwd', root, '--json']);
  expect(ended.stderr).toBe('');
  const report = JSON.parse(ended.stdout) as TestReport & { readonly kind: string };
  expect(ended.exitCode === 0).toBe(report.verdict === 'passed');
  return report;
}

/** Makes a repository of the project as its developers would: without dependencies and what the build makes. */
function commitAll(root: string, { built = [] }: Trial): void {
  writeFileSync(join(root, '.gitignore'), ['node_modules', ...built].join('\n'));
  git(root, 'init', '--quiet');
  git(root, 'add', '.');
  git(root, '-c', 'user.name=A', '-c', 'user.email=a@b', 'commit', '--quiet', '-m', 'All');
}

function changesIn(root: string): string {
  return git(root, 'status', '--porcelain');
}

function git(root: string, ...args: readonly string[]): string {
  return execFileSync('git', ['-C', root, ...args], { encoding: 'utf8' });
}

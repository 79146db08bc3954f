import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { TestReport } from '../../../src/core/testReport';
import { runCli } from '../cli/runCli';
import { drawTests, openProject, type Trial } from './trial';

/** Runs the case `basic` with `fixpoint test` in a repository, all of it and one test by its name, and expects this report. */
export async function tryCommandLine(trial: Trial, expected: TestReport): Promise<void> {
  const root = await openProject(trial);
  commitAll(root, trial);
  const file = trial.file('basic');
  const all = await runTests(trial, root, file);
  expect(all).toMatchObject({ kind: 'report', verdict: 'failed', loadErrors: [] });
  expect(drawTests(all)).toEqual(drawTests(expected));
  expect(all.tests.map(({ id }) => id)).toEqual(expected.tests.map(({ id }) => id));
  if (trial.isSlow !== true) {
    const one = await runTests(trial, root, `${file}::*${trial.title('totals an order')}`);
    expect(drawTests(one)).toEqual([`failed ${trial.title('totals an order')}`]);
  }
  expect(changesIn(root)).toBe('');
}

/** What `fixpoint test` prints for a project with red tests, as a program reads it. */
async function runTests(
  { runner }: Trial,
  root: string,
  name: string,
): Promise<TestReport & { readonly kind: string }> {
  const ended = await runCli(['test', name, '--runner', runner, '--cwd', root, '--json']);
  expect(ended).toMatchObject({ exitCode: 1, stderr: '' });
  return JSON.parse(ended.stdout) as TestReport & { readonly kind: string };
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

import { devNull } from 'node:os';

import { execa } from 'execa';

import { findGit } from './findGit';
import type { WorkspacePaths } from './workspacePaths';

/** A repository that takes longer to list is walked instead. */
const GIT_TIMEOUT_MS = 20_000;

/** What a repository's own configuration could make git run is switched off here. */
const GUARDS = [
  '--no-optional-locks',
  '-c',
  'core.fsmonitor=false',
  '-c',
  `core.hooksPath=${devNull}`,
  '-c',
  'core.pager=cat',
];

/** Variables that would point git at another repository than the workspace's. */
const MISLEADING = /^GIT_(?!EXEC_PATH$)/;

/** The files that git tracks or does not ignore; undefined when git can't tell, as outside a repository. */
export async function gitListing(root: string): Promise<WorkspacePaths | undefined> {
  const git = await findGit(root);
  if (git === undefined) return undefined;
  const [top, files, ignored] = await Promise.all([
    runGit(git, root, ['rev-parse', '--show-toplevel']),
    runGit(git, root, ['ls-files', '-co', '--exclude-standard', '-z']),
    runGit(git, root, ['ls-files', '-oi', '--exclude-standard', '--directory', '-z']),
  ]);
  if (top === undefined || files === undefined || ignored === undefined) return undefined;
  const paths = pathsOf(files);
  // A workspace that its parent repository ignores looks empty to git, though it is not.
  if (paths.length === 0) return undefined;
  return { files: paths, ignored: pathsOf(ignored), top: top.trimEnd() };
}

async function runGit(
  git: string,
  root: string,
  args: readonly string[],
): Promise<string | undefined> {
  const { exitCode, stdout } = await execa(git, [...GUARDS, ...args], {
    cwd: root,
    env: gitEnvironment(),
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
    stripFinalNewline: false,
    timeout: GIT_TIMEOUT_MS,
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  return exitCode === 0 ? stdout : undefined;
}

function gitEnvironment(): Record<string, string | undefined> {
  const kept = Object.entries(process.env).filter(([name]) => !MISLEADING.test(name));
  return { ...Object.fromEntries(kept), GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' };
}

function pathsOf(output: string): readonly string[] {
  const paths = output.split('\0').map((path) => path.replace(/\/$/, ''));
  return [...new Set(paths.filter((path) => path !== ''))];
}

import { devNull } from 'node:os';

import { execa } from 'execa';

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
  // What a partial clone lacks would be fetched, by a program that the configuration may name.
  '-c',
  'protocol.allow=never',
];

const SETTINGS = { GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1' };

/** Variables that would point git at another repository than the workspace's. */
const MISLEADING = /^GIT_(?!EXEC_PATH$)/;

/** What git prints in a folder; undefined when it fails. Nothing that the repository's own configuration names is run. */
export async function runGit(
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
  return { ...Object.fromEntries(kept), ...SETTINGS };
}

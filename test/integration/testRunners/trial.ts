import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readlink, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished, test } from 'vitest';
import { detectTestRunner } from '../../../src/adapters/testRunners/detection/detectTestRunner';
import { SANDBOX_MODES, openSandbox } from '../../../src/adapters/processes/sandbox';
import { inSandbox } from '../../../src/adapters/testRunners/report/inSandbox';
import type { TestRunRequest } from '../../../src/core/ports';
import type { TestReport, TestResult } from '../../../src/core/testReport';

/** One runner's version of the small project that the contract runs. */
export interface Trial {
  readonly runner: string;
  /** The version, unless test/runners/package.json says it. */
  readonly triedWith?: string;
  /** Folder below test/fixtures/runners. */
  readonly fixture: string;
  /** The test file of a case, relative to the project. */
  readonly file: (name: string) => string;
  /** A test's name, from its words. */
  readonly title: (words: string) => string;
  /** Adds what the project needs besides its files. */
  readonly prepare?: (root: string) => Promise<void>;
  /** What the runner can't do, each with the reason; the contract shows that it can't. */
  readonly lacks?: Partial<Record<Ability, string>>;
  /** Names of folders that the tool's own build writes into a project; a project keeps them from its repository. */
  readonly built?: readonly string[];
  /** Each run takes many seconds, so what needs runs of its own is tried less often. */
  readonly isSlow?: boolean;
  /** How long the case `silent` may be silent, in milliseconds: some tools start slowly, or say nothing while they build. */
  readonly silenceMs?: number;
  /** How long the case `loop` may run, in milliseconds: a build comes first for some. */
  readonly loopMs?: number;
  /** Each test has a process of its own, so a crash is a failure of its test, and the others go on. */
  readonly hasProcessPerTest?: boolean;
  /** Runs that change nothing have one project, as those of a session have one tree: its build goes on from the last one. */
  readonly sharesProject?: boolean;
}

/** What a runner may be able to do, as the table in the README says it. */
export const ABILITIES = {
  values: 'expected and actual values',
  frames: 'frames down to the source',
  places: 'file and line of each test',
  nested: 'suites in suites',
  parameters: 'one case of a parametrised test',
  unicode: 'any letters in names and paths',
  loadPlace: 'load errors with their place',
  missingPlace: 'missing imports with their place',
  loadBeside: 'runs the files beside a broken one',
  hooks: "tests behind a broken hook, with the hook's error",
  hangs: 'names the test that hangs',
  crashes: 'tells a crash from a failure',
  stray: 'errors outside of tests',
} as const;
export type Ability = keyof typeof ABILITIES;

/** A test of the contract that shows an ability, or that it is missing where the trial says so. */
export function shows(
  trial: Trial,
  ability: Ability,
  title: string,
  run: () => Promise<void>,
): void {
  if (trial.lacks?.[ability] === undefined) test(title, run);
  else test.fails(`can't: ${title}`, run);
}

export const REPORTERS = join(import.meta.dirname, '../../../src/adapters/testRunners/reporters');
const FIXTURES = join(import.meta.dirname, '../../fixtures/runners');
/** How long an endless loop may run, in milliseconds. */
export const LOOP_MS = 6_000;
/** With this variable all trials are made in a sandbox. */
const SANDBOX_OF_TRIALS =
  SANDBOX_MODES.find((mode) => mode === process.env['FIXPOINT_TRIALS_SANDBOX']) ?? 'off';
const LIMITS = { timeoutMs: 120_000, silenceMs: 120_000 };

/**
 * A private copy of the trial's project, removed when the running test ends. What only one case has, such as a file that
 * does not compile, lies in a folder `<fixture>@<case>`.
 */
export async function openProject(trial: Trial, name = ''): Promise<string> {
  const root = await makeProject(trial, name);
  onTestFinished(() => removeProject(root));
  return root;
}

async function makeProject(trial: Trial, name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'fixpoint trial ü '));
  const root = join(await realpath(folder), 'project');
  for (const folder of [trial.fixture, `${trial.fixture}@${name}`]) {
    if (existsSync(join(FIXTURES, folder))) {
      await cp(join(FIXTURES, folder), root, { recursive: true });
    }
  }
  await trial.prepare?.(root);
  return root;
}

async function removeProject(root: string): Promise<void> {
  await rm(dirname(root), { recursive: true, force: true });
}

const shared = new Map<Trial, Promise<string>>();

/** The project of runs that change nothing. */
function projectOf(trial: Trial): Promise<string> {
  if (trial.sharesProject !== true) return openProject(trial);
  const root = shared.get(trial) ?? makeProject(trial, '');
  shared.set(trial, root);
  return root;
}

/** Removes the project that a trial's runs share. */
export async function closeProject(trial: Trial): Promise<void> {
  const root = await shared.get(trial);
  if (root !== undefined) await removeProject(root);
}

/** Runs one case, or what the request says, in a fresh copy. */
export async function runTrial(
  trial: Trial,
  request: Partial<TestRunRequest>,
  signal = new AbortController().signal,
): Promise<TestReport> {
  const root = request.root ?? (await projectOf(trial));
  const found = await detectTestRunner({ root, name: trial.runner, reportersFolder: REPORTERS });
  const runner = inSandbox(found, await openSandbox(SANDBOX_OF_TRIALS, root));
  const all = { selection: { kind: 'all' }, limits: LIMITS } as const;
  return runner.run({ ...all, ...request, root }, signal);
}

/** The selection of one case's file. */
export function fileOf(trial: Trial, name: string): Pick<TestRunRequest, 'selection'> {
  return { selection: { kind: 'files', files: [trial.file(name)] } };
}

/** The test whose name is made of these words. */
export function testNamed(trial: Trial, report: TestReport, words: string): TestResult {
  const found = report.tests.find(({ name }) => name === trial.title(words));
  if (found === undefined) throw new Error(`No test ${words} in ${JSON.stringify(report.tests)}`);
  return found;
}

/** Each test as `status name`, sorted. */
export function drawTests(report: TestReport): readonly string[] {
  return report.tests.map(({ status, name }) => `${status} ${name}`).sort();
}

/** Command lines of processes that work in the folder; empty where there is no /proc. */
export async function processesIn(folder: string): Promise<readonly string[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '');
      return cwd.startsWith(folder) ? [pid] : [];
    }),
  );
  return found.flat();
}

/** Whether a command ends well; a missing runner fails the tests on CI and skips them elsewhere. */
export async function isAvailable(program: string, args: readonly string[]): Promise<boolean> {
  try {
    await promisify(execFile)(program, args);
    return true;
  } catch (cause) {
    if (process.env['CI'] === undefined) return false;
    throw new Error(`${program} ${args.join(' ')} failed, so its runner can't be tried.`, {
      cause,
    });
  }
}

import { join } from 'node:path';
import { ExplainedError } from '../../../core/errors';
import type { TestRunner } from '../../../core/ports';
import { createCustomRunner, CUSTOM } from '../custom/customRunner';
import { plainCommand } from './chooseRunner';
import { createPackagesRunner, type PackageRunner } from '../packages/packagesRunner';
import { guessRunner } from './guessRunner';
import { readPackageJson } from './packageJson';
import { recogniseCommand, type RecognisedCommand, type Scripts } from './recogniseCommand';
import type { RunnerKind } from './runnerKind';
import { RUNNER_NAMES, runnerKind } from './runnerKinds';
import { workspaceRunners } from './workspaceRunners';

/** What is known about a workspace's tests. */
export interface DetectionRequest {
  /** Absolute path of the workspace itself, whose dependencies are used. */
  readonly root: string;
  /** A runner's name; without it the runner is found out. */
  readonly name?: string;
  /** The user's own test command line. */
  readonly command?: string;
  /** Whether a project without tests gets the runner that fits it, because tests are yet to be written. */
  readonly mayLackTests?: boolean;
  /** What is to be written, in words; may tell the language of a project without tests. */
  readonly instruction?: string;
  /** Absolute path of the folder that holds our reporters. */
  readonly reportersFolder: string;
}

/**
 * The runner of a workspace: of the user's command, else of the given name, else those that `workspaceRunners` sees; a
 * command that calls no known runner is run as it is. Throws an `ExplainedError`: `configuration` for an unknown name or a
 * command that does not fit it, `environment` when no tests are seen or a program is missing.
 */
export async function detectTestRunner(request: DetectionRequest): Promise<TestRunner> {
  const { root, name, command } = request;
  const wanted = name === undefined ? undefined : knownName(name);
  if (command !== undefined) {
    const recognised = await fromCommand(root, command, wanted);
    return recognised === undefined ? createCustomRunner(command) : create(request, recognised);
  }
  if (wanted !== undefined) return create(request, await named(root, wanted));
  return (await seenRunner(request)) ?? withoutTests(request);
}

async function create(
  { root, reportersFolder }: Pick<DetectionRequest, 'root' | 'reportersFolder'>,
  { runner, ...setup }: RecognisedCommand,
): Promise<TestRunner> {
  return knownKind(runner).create({ ...setup, root, reportersFolder });
}

/** The runner of the workspace, with those of its packages. */
async function seenRunner({
  root,
  reportersFolder,
}: Pick<DetectionRequest, 'root' | 'reportersFolder'>): Promise<TestRunner | undefined> {
  const folders = await workspaceRunners(root);
  const runners: PackageRunner[] = [];
  for (const { folder, runner } of folders) {
    const place = { root: join(root, folder), reportersFolder };
    runners.push({ folder, runner: await create(place, runner) });
  }
  const [first] = runners;
  return first?.folder === '' && runners.length === 1 ? first.runner : packagesRunner(runners);
}

function packagesRunner(runners: readonly PackageRunner[]): TestRunner | undefined {
  return runners.length === 0 ? undefined : createPackagesRunner(runners);
}

async function withoutTests(request: DetectionRequest): Promise<TestRunner> {
  const { root, mayLackTests, instruction } = request;
  if (mayLackTests === true) return create(request, await guessRunner(root, instruction));
  throw new ExplainedError(
    `No tests of a known runner (${RUNNER_NAMES.join(', ')}) were found in ${root}: add a test, or name the runner or the test command.`,
    'environment',
  );
}

async function named(root: string, wanted: string): Promise<RecognisedCommand> {
  if (wanted === CUSTOM) {
    throw new ExplainedError(
      `The test runner ${CUSTOM} runs a command of yours: give the test command, too.`,
      'configuration',
    );
  }
  const scripted = recogniseCommand('npm test', await scriptsOf(root));
  return scripted?.runner === wanted ? scripted : plainCommand(wanted);
}

/** The runner that a command calls; undefined when it is to be run as it is. */
async function fromCommand(
  root: string,
  command: string,
  wanted: string | undefined,
): Promise<RecognisedCommand | undefined> {
  if (wanted === CUSTOM) return undefined;
  const recognised = recogniseCommand(command, await scriptsOf(root));
  if (command.trim() === '') {
    throw new ExplainedError(
      'The test command is empty: name one, or leave it out.',
      'configuration',
    );
  }
  if (wanted === undefined || wanted === recognised?.runner) return recognised;
  const what = recognised === undefined ? 'no runner that is known' : recognised.runner;
  throw new ExplainedError(
    `The test command ${JSON.stringify(command)} calls ${what}, but the runner ${wanted} was asked for: leave one of the two out.`,
    'configuration',
  );
}

async function scriptsOf(root: string): Promise<Scripts> {
  return (await readPackageJson(root))?.scripts ?? {};
}

function knownName(name: string): string {
  return name === CUSTOM ? name : knownKind(name).name;
}

function knownKind(name: string): RunnerKind {
  const kind = runnerKind(name);
  if (kind !== undefined) return kind;
  throw new ExplainedError(
    `The test runner ${JSON.stringify(name)} is not known: use one of ${[...RUNNER_NAMES, CUSTOM].join(', ')}.`,
    'configuration',
  );
}

import { ExplainedError } from '../../../core/errors';
import type { TestRunner } from '../../../core/ports';
import { chooseRunner, plainCommand } from './chooseRunner';
import { guessRunner } from './guessRunner';
import { readPackageJson } from './packageJson';
import { recogniseCommand, type RecognisedCommand } from './recogniseCommand';
import type { RunnerKind } from './runnerKind';
import { RUNNER_NAMES, runnerKind } from './runnerKinds';

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
 * The runner of a workspace: of the user's command, else of the given name, else the one that `chooseRunner` sees.
 * Throws an `ExplainedError`: `configuration` for an unknown name or command, `environment` when no tests are seen or a
 * program is missing.
 */
export async function detectTestRunner(request: DetectionRequest): Promise<TestRunner> {
  const { runner, ...setup } = await decide(request);
  const { root, reportersFolder } = request;
  return knownKind(runner).create({ ...setup, root, reportersFolder });
}

async function decide(request: DetectionRequest): Promise<RecognisedCommand> {
  const { root, name, command } = request;
  const wanted = name === undefined ? undefined : knownKind(name).name;
  const scripts = (await readPackageJson(root))?.scripts ?? {};
  if (command !== undefined)
    return fromCommand(recogniseCommand(command, scripts), command, wanted);
  if (wanted !== undefined) {
    const scripted = recogniseCommand('npm test', scripts);
    return scripted?.runner === wanted ? scripted : plainCommand(wanted);
  }
  const chosen = await chooseRunner(root);
  if (chosen !== undefined) return chosen;
  if (request.mayLackTests === true) return guessRunner(root, request.instruction);
  throw new ExplainedError(
    `No tests of a known runner (${RUNNER_NAMES.join(', ')}) were found in ${root}: add a test, or name the runner or the test command.`,
    'environment',
  );
}

function knownKind(name: string): RunnerKind {
  const kind = runnerKind(name);
  if (kind !== undefined) return kind;
  throw new ExplainedError(
    `The test runner ${JSON.stringify(name)} is not known: use one of ${RUNNER_NAMES.join(', ')}.`,
    'configuration',
  );
}

function fromCommand(
  recognised: RecognisedCommand | undefined,
  command: string,
  wanted: string | undefined,
): RecognisedCommand {
  const known = RUNNER_NAMES.join(', ');
  if (recognised === undefined) {
    throw new ExplainedError(
      `The test command ${JSON.stringify(command)} calls no test runner that is supported (${known}): give a plain command of one of them, without pipes or variables.`,
      'configuration',
    );
  }
  if (wanted === undefined || wanted === recognised.runner) return recognised;
  throw new ExplainedError(
    `The test command ${JSON.stringify(command)} calls ${recognised.runner}, but the runner ${wanted} was asked for: leave one of the two out.`,
    'configuration',
  );
}

import { ExplainedError } from '../../../core/errors';
import type { TestRunner } from '../../../core/ports';
import { chooseRunner, plainCommand } from './chooseRunner';
import { guessRunner } from './guessRunner';
import { findNode } from '../javascript/nodeProgram';
import { createNodeTestRunner } from '../javascript/nodeTestRunner';
import { readPackageJson } from './packageJson';
import { createPytestRunner } from '../python/pytestRunner';
import { findPython } from '../python/pythonProgram';
import {
  recogniseCommand,
  RUNNER_NAMES,
  type RecognisedCommand,
  type RunnerName,
} from './recogniseCommand';
import { createVitestRunner, findVitest } from '../javascript/vitestRunner';

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
  const command = await decide(request);
  const { runner, ...setup } = command;
  const { root, reportersFolder } = request;
  switch (runner) {
    case 'node:test':
      return createNodeTestRunner({ ...setup, node: await findNode(root), reportersFolder });
    case 'vitest': {
      const [node, program] = [await findNode(root), await findVitest(root)];
      return createVitestRunner({ ...setup, node, program, reportersFolder });
    }
    case 'pytest': {
      const { path, importFolders } = await findPython(root);
      return createPytestRunner({ ...setup, python: path, importFolders, reportersFolder });
    }
  }
}

async function decide(request: DetectionRequest): Promise<RecognisedCommand> {
  const { root, name, command } = request;
  const wanted = name === undefined ? undefined : knownName(name);
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

function knownName(name: string): RunnerName {
  const known = RUNNER_NAMES.find((one) => one === name);
  if (known !== undefined) return known;
  throw new ExplainedError(
    `The test runner ${JSON.stringify(name)} is not known: use one of ${RUNNER_NAMES.join(', ')}.`,
    'configuration',
  );
}

function fromCommand(
  recognised: RecognisedCommand | undefined,
  command: string,
  wanted: RunnerName | undefined,
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

import { rememberAccepted, rememberSession } from '../adapters/journal/experienceFile';
import { openOwnJournal } from '../adapters/journal/ownJournal';
import { monotonicClock } from '../adapters/monotonicClock';
import { createTreeSitterSyntax } from '../adapters/syntax/treeSitterSyntax';
import { secretValues } from '../adapters/processes/processEnvironment';
import { detectTestRunner } from '../adapters/testRunners/detection/detectTestRunner';
import { keepOutput } from '../adapters/testRunners/report/keepOutput';
import { withTimeLimit } from '../adapters/timeLimit';
import { openWorkspace } from '../adapters/workspace/nodeWorkspace';
import { SecretVault } from '../core/guards/secretVault';
import type { TestRunner } from '../core/ports';
import type { SolvePorts } from '../core/session/bench';
import { patternsOf } from '../core/session/patternsOf';
import { solve } from '../core/session/solve';
import type { Task } from '../core/session/task';
import { assets } from './assets';
import { closedRunner } from './closedRunner';
import { deliver } from './deliver';
import { EXIT, exitCodeOf, type ExitCode } from './exitCodes';
import type { FixOptions } from './fixOptions';
import { followSession } from './followSession';
import { projectFolder } from './projectFolder';
import { experienceFile, lastOutputFile } from './projectJournals';
import { recoverProject } from './recoverProject';
import { createSessionPrinter, type Screen } from './report/sessionPrinter';
import { continuationText } from './report/textReport';
import { planSession } from './sessionPlan';

/** Runs one session on a project and delivers what came out; resolves with the exit code, throws an `ExplainedError`. */
export async function solveProject(
  given: FixOptions,
  screen: Screen,
  interrupt: AbortSignal,
): Promise<ExitCode> {
  const root = await projectFolder(given.cwd);
  await recoverProject(root);
  const { options, task, models, journalFile, past, damage } = await planSession(given, root);
  const outputFile = lastOutputFile(root);
  const secrets = secretValues(process.env);
  const vault = new SecretVault(secrets);
  const found = await runnerOf({ root, options, task });
  const runner = keepOutput(found, outputFile, (lines) => vault.hide(lines));
  const journal = await openOwnJournal(journalFile);
  const workspace = await openWorkspace({ root });
  try {
    if (past.length > 0 && !options.json)
      screen.write(`${[...damage, continuationText(past)].join('\n')}\n`);
    const syntax = createTreeSitterSyntax(assets.grammars);
    const remembered = { ...journal, past };
    const adapters = { workspace, runner, syntax, journal: remembered };
    const ports = { ...models, ...HOST_PORTS, ...adapters, secrets };
    const session = solve(task, ports, limited(task, interrupt));
    const show = createSessionPrinter(screen, options);
    const { state, events } = await followSession(session, { workspace, show });
    // Who stopped the session wants nothing written, whatever was found by then.
    const wasStopped = interrupt.aborted;
    const wanted = wasStopped ? { ...options, apply: false } : options;
    const written = await deliver({ root, options: wanted, tests: task.tests, screen }, state);
    await rememberSession(experienceFile(root), events);
    const accepted = written.flatMap((revision) => patternsOf(state.revisions, revision));
    await rememberAccepted(experienceFile(root), accepted);
    if (wasStopped) return EXIT.interrupted;
    const exitCode = state.outcome === undefined ? EXIT.notFixed : exitCodeOf(state.outcome);
    if (exitCode !== EXIT.ok && !options.json) screen.write(`${whereOutputIs(outputFile)}\n`);
    return exitCode;
  } finally {
    await journal.close();
    await workspace.dispose();
  }
}

/** Nobody steps through a session on the command line. */
const HOST_PORTS = {
  reviewer: { afterIteration: () => Promise.resolve({ kind: 'continue' }) },
  clock: monotonicClock,
} as const satisfies Partial<SolvePorts>;

function whereOutputIs(file: string): string {
  return `All that the last test run printed is in ${file}`;
}

async function runnerOf({
  root,
  options: { runner, test, sandbox: mode },
  task,
}: {
  readonly root: string;
  readonly options: FixOptions;
  readonly task: Task;
}): Promise<TestRunner> {
  const found = await detectTestRunner({
    root,
    ...assets.reporters,
    mayLackTests: task.instruction !== undefined,
    ...(task.instruction !== undefined && { instruction: task.instruction }),
    ...(runner !== undefined && { name: runner }),
    ...(test !== undefined && { command: test }),
  });
  return closedRunner(found, { root, mode });
}

function limited({ budget: { timeoutMs } }: Task, interrupt: AbortSignal): AbortSignal {
  return timeoutMs === undefined ? interrupt : withTimeLimit(interrupt, timeoutMs);
}

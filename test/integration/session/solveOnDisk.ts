import { monotonicClock } from '../../../src/adapters/monotonicClock';
import { detectTestRunner } from '../../../src/adapters/testRunners/detection/detectTestRunner';
import { budgetFor } from '../../../src/core/policy/efforts';
import type { TestLimits } from '../../../src/core/ports';
import type { SessionEvent } from '../../../src/core/session/events';
import type { Outcome } from '../../../src/core/session/outcome';
import { solve } from '../../../src/core/session/solve';
import { folderPicture } from '../../support/folderPicture';
import { syntax } from '../../support/parseSource';
import { scriptedRoles } from '../../support/scriptedRoles';
import type { ScriptedReply } from '../../support/scriptedTurn';
import { processesIn, REPORTERS } from '../testRunners/trial';
import { testWorkspace } from '../workspace/openTestWorkspace';

/** A project on disk, how it is tested, and what a model answers; its last reply is given for ever. */
export interface DiskScene {
  readonly files: Readonly<Record<string, string>>;
  readonly replies: readonly [ScriptedReply, ...ScriptedReply[]];
  readonly command?: string;
  readonly testLimits?: TestLimits;
}

/** What came of a session on disk. */
export interface DiskSession {
  readonly events: readonly SessionEvent[];
  readonly outcome: Outcome;
  /** How often the model was asked for code. */
  readonly requests: number;
  /** Whether the project's folder is as it was, byte for byte and mode for mode. */
  readonly isUntouched: boolean;
  /** Processes that still work in the project or its copies. */
  readonly leftovers: readonly string[];
}

const LIMITS: TestLimits = { timeoutMs: 60_000, silenceMs: 60_000 };

/** Solves with real copies, a real runner and a scripted model; everything goes when the test ends. */
export async function solveOnDisk(scene: DiskScene): Promise<DiskSession> {
  const { files, replies, command, testLimits = LIMITS } = scene;
  const { root, cache, open } = testWorkspace(files);
  const before = folderPicture(root);
  const model = scriptedRoles({ author: replies, explain: ['It fails.'], locate: ['price.js'] });
  const runner = await detectTestRunner({
    root,
    reportersFolder: REPORTERS,
    ...(command !== undefined && { command }),
  });
  const ports = {
    model,
    workspace: await open(),
    runner,
    syntax,
    reviewer: { afterIteration: () => Promise.resolve({ kind: 'continue' } as const) },
    journal: { append: () => Promise.resolve() },
    clock: monotonicClock,
  };
  const effort = 'quick' as const;
  const budget = budgetFor(effort);
  const task = { targets: [], tests: 'locked' as const, effort, budget, testLimits, seed: 1 };
  const events: SessionEvent[] = [];
  for await (const event of solve(task, ports, new AbortController().signal)) events.push(event);
  const last = events.at(-1);
  if (last?.kind !== 'outcome') throw new Error('no outcome');
  return {
    events,
    outcome: last.outcome,
    requests: model.requestsOf('author').length,
    isUntouched: JSON.stringify(folderPicture(root)) === JSON.stringify(before),
    leftovers: [...(await processesIn(root)), ...(await processesIn(cache))],
  };
}

import { readdirSync } from 'node:fs';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { openOwnJournal } from '../../src/adapters/journal/ownJournal';
import { monotonicClock } from '../../src/adapters/monotonicClock';
import { detectTestRunner } from '../../src/adapters/testRunners/detection/detectTestRunner';
import { openWorkspace } from '../../src/adapters/workspace/nodeWorkspace';
import { budgetFor } from '../../src/core/policy/efforts';
import type { SessionEvent } from '../../src/core/session/events';
import { solve } from '../../src/core/session/solve';
import type { Task } from '../../src/core/session/task';
import { inProcessModel } from '../support/inProcessModel';
import { syntax } from '../support/parseSource';
import { replyEdit } from '../support/replyEdit';
import { temporaryFolder } from '../support/temporaryFolder';
import { cartProject, FAULT, FIX } from './cli/cartProject';
import { REPORTERS } from './testRunners/trial';

/** `npm run soak` asks for more. */
const SESSIONS = Number(process.env['FIXPOINT_SOAK'] ?? '6');
/** So many say nothing while they go on. */
const FEW = 10;
/** Until then caches fill and code is compiled. */
const WARM_UP = Math.min(20, Math.floor(SESSIONS / 3));
const MOST_GROWTH_MB = 10;
const LONGEST_SESSION_MS = 60_000;
const MEGABYTE = 1024 * 1024;

test(
  'sessions one after the other in one process leave no memory, no copy and no handle behind',
  async () => {
    const root = cartProject();
    const folder = temporaryFolder();
    const used: { readonly heapMb: number; readonly handles: number }[] = [];
    for (let number = 0; number < SESSIONS; number++) {
      const last = await sessionIn(root, folder, KINDS[number % KINDS.length] ?? 'model');
      expect(last).toMatchObject({ kind: 'outcome', outcome: { kind: 'fixed' } });
      // Whoever asked for many wants to see how far it is.
      if (SESSIONS > FEW && number % FEW === 0)
        console.log(`${String(number)}: ${heapMb().toFixed(1)} MB`);
      used.push({ heapMb: heapMb(), handles: process.getActiveResourcesInfo().length });
    }
    const from = used[WARM_UP];
    const to = used.at(-1);
    expect((to?.heapMb ?? Infinity) - (from?.heapMb ?? 0)).toBeLessThanOrEqual(MOST_GROWTH_MB);
    expect(to?.handles).toBeLessThanOrEqual((from?.handles ?? 0) + 2);
    expect(readdirSync(path.join(folder, 'trees'))).toEqual([]);
  },
  SESSIONS * LONGEST_SESSION_MS,
);

/** Ordinary runs of the project's tests, a command as the only test, and a search with loaded tests. */
const KINDS = ['model', 'command', 'builtin'] as const;

async function sessionIn(
  root: string,
  folder: string,
  kind: (typeof KINDS)[number],
): Promise<SessionEvent | undefined> {
  const command = kind === 'command' ? { command: 'node test/price.test.js' } : {};
  const name = kind === 'command' ? 'custom' : 'node:test';
  const runner = await detectTestRunner({ root, reportersFolder: REPORTERS, name, ...command });
  const journal = await openOwnJournal(path.join(folder, 'session.jsonl'));
  const workspace = await openWorkspace({ root, cacheFolder: folder });
  const wrong = replyEdit('src/price.js', FAULT, '  return price;');
  const right = replyEdit('src/price.js', FAULT, FIX);
  const ports = {
    ...(kind !== 'builtin' && { model: inProcessModel(wrong, right, right) }),
    workspace,
    runner,
    syntax,
    reviewer: { afterIteration: () => Promise.resolve({ kind: 'continue' as const }) },
    journal: { append: journal.append.bind(journal) },
    clock: monotonicClock,
  };
  let last: SessionEvent | undefined;
  for await (const event of solve(TASK, ports, new AbortController().signal)) last = event;
  await journal.close();
  await workspace.dispose();
  return last;
}

const TASK: Task = {
  targets: [],
  tests: 'locked',
  effort: 'quick',
  budget: budgetFor('quick'),
  testLimits: { timeoutMs: 60_000, silenceMs: 60_000 },
  seed: 1,
};

setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapMb(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / MEGABYTE;
}

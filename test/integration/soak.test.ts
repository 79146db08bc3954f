import { readdirSync } from 'node:fs';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openOwnJournal } from '../../src/adapters/journal/ownJournal';
import { monotonicClock } from '../../src/adapters/monotonicClock';
import { detectTestRunner } from '../../src/adapters/testRunners/detection/detectTestRunner';
import { openSandbox } from '../../src/adapters/processes/sandbox';
import { inSandbox } from '../../src/adapters/testRunners/report/inSandbox';
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
/** Of processes that ended a moment ago. */
const MOST_HANDLES = 2;
const MEGABYTE = 1024 * 1024;

const NOTHING = { heapMb: 0, handles: 0 };

test(
  'sessions one after the other in one process leave no memory, no copy and no handle behind',
  async () => {
    const root = cartProject();
    const folder = temporaryFolder();
    const temporary = temporaryFolder();
    vi.stubEnv('TMPDIR', temporary);
    onTestFinished(() => void vi.unstubAllEnvs());
    const used: (typeof NOTHING)[] = [];
    for (let number = 0; number < SESSIONS; number++) {
      const last = await sessionIn(root, folder, KINDS[number % KINDS.length] ?? 'model');
      expect(last).toMatchObject({ kind: 'outcome', outcome: { kind: 'fixed' } });
      tellProgress(number);
      used.push({ heapMb: heapMb(), handles: process.getActiveResourcesInfo().length });
    }
    const [from = NOTHING] = used.slice(WARM_UP);
    const to = used.at(-1) ?? NOTHING;
    expect(to.heapMb - from.heapMb).toBeLessThanOrEqual(MOST_GROWTH_MB);
    expect(to.handles - from.handles).toBeLessThanOrEqual(MOST_HANDLES);
    expect(readdirSync(path.join(folder, 'trees'))).toEqual([]);
    expect(readdirSync(temporary).filter((name) => name.startsWith('fixpoint-'))).toEqual([]);
  },
  SESSIONS * LONGEST_SESSION_MS,
);

/** Whoever asked for many wants to see how far it is. */
function tellProgress(number: number): void {
  if (SESSIONS <= FEW || number % FEW !== 0) return;
  console.log(`${String(number)}: ${heapMb().toFixed(1)} MB`);
}

/** Ordinary runs of the project's tests, a command as the only test, and a search with loaded tests. */
const KINDS = ['model', 'command', 'builtin'] as const;

async function sessionIn(
  root: string,
  folder: string,
  kind: (typeof KINDS)[number],
): Promise<SessionEvent | undefined> {
  const command = kind === 'command' ? { command: 'node test/price.test.js' } : {};
  const name = kind === 'command' ? 'custom' : 'node:test';
  const open = await detectTestRunner({ root, reportersFolder: REPORTERS, name, ...command });
  const runner = inSandbox(open, await openSandbox('auto', root));
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

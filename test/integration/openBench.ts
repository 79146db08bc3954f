import { onTestFinished } from 'vitest';
import { monotonicClock } from '../../src/adapters/monotonicClock';
import { detectTestRunner } from '../../src/adapters/testRunners/detection/detectTestRunner';
import { benchOf } from '../../src/core/session/setUp';
import { measureBaseline } from '../../src/core/session/baseline';
import type { Bench } from '../../src/core/session/bench';
import { budgetFor } from '../../src/core/policy/efforts';
import { Meter } from '../../src/core/session/meter';
import type { Task } from '../../src/core/session/task';
import { syntax } from '../support/parseSource';
import { REPORTERS } from './testRunners/trial';
import { testWorkspace } from './workspace/openTestWorkspace';

/** A project on disk and how its tests are run. */
export interface BenchSetup {
  readonly runner: string;
  readonly files: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  /** Adds what the project needs besides its files. */
  readonly prepare?: (root: string) => Promise<void>;
}

/** A measured bench over real trees and a real runner; everything goes when the test ends. */
export async function openBench({
  runner: name,
  files,
  timeoutMs = 60_000,
  prepare,
}: BenchSetup): Promise<Bench> {
  const place = testWorkspace(files);
  await prepare?.(place.root);
  const workspace = await place.open();
  const tree = await workspace.openTree(new AbortController().signal);
  onTestFinished(() => tree.dispose());
  const task: Task = {
    targets: [],
    tests: 'locked',
    effort: 'quick',
    budget: budgetFor('quick'),
    testLimits: { timeoutMs, silenceMs: timeoutMs },
    seed: 1,
  };
  const runner = await detectTestRunner({ root: place.root, name, reportersFolder: REPORTERS });
  const ports = {
    workspace,
    runner,
    syntax,
    reviewer: { afterIteration: () => Promise.resolve({ kind: 'stop' } as const) },
    journal: { append: () => Promise.resolve() },
    clock: monotonicClock,
  };
  const meter = new Meter(monotonicClock);
  const baseline = await measureBaseline(
    { task, ports, meter, tree },
    new AbortController().signal,
  );
  return benchOf({ task, ports, meter }, tree, { ...baseline, heldOut: [] });
}

import { createImportReach } from '../../src/core/context/importReach';
import type { FileTexts } from '../../src/core/ports';
import { patchKeyOf } from '../../src/core/revisions/patchKey';
import { baselineVerdict } from '../../src/core/selection/judge';
import { redOf } from '../../src/core/selection/targets';
import type { Bench } from '../../src/core/session/bench';
import type { Candidate } from '../../src/core/session/candidate';
import { budgetFor, planFor } from '../../src/core/policy/efforts';
import type { SessionEvent } from '../../src/core/session/events';
import { History } from '../../src/core/session/history';
import { Meter } from '../../src/core/session/meter';
import { testRevision, type Trial } from '../../src/core/session/testProposal';
import type { TestReport, TestSelection } from '../../src/core/testReport';
import { fakeRunner } from './fakeRunner';
import { memoryWorkspace } from './memoryWorkspace';
import { syntax } from './parseSource';
import { stillClock } from './stillClock';

/** A bench whose baseline is known, without disk, processes or network; `runs` lists what was run since. */
export interface BenchInMemory extends Trial {
  readonly baseline: Candidate;
  readonly runs: readonly TestSelection[];
}

/** A bench with these files, whose tests are a function of the code. */
export async function benchInMemory(
  files: Readonly<Record<string, string>>,
  tests: (texts: FileTexts) => TestReport,
  standard: Partial<Bench['standard']> = {},
): Promise<BenchInMemory> {
  const workspace = memoryWorkspace(files);
  const runs: TestSelection[] = [];
  const runner = fakeRunner(workspace, tests);
  const { signal } = new AbortController();
  const tree = await workspace.openTree(signal);
  const report = tests(workspace.textsIn(tree.root));
  const targets = redOf(report);
  const paths = new Set(await workspace.list());
  const bench: Bench = {
    task: {
      targets: [],
      tests: 'locked',
      effort: 'quick',
      budget: budgetFor('quick'),
      testLimits: { timeoutMs: 1_000, silenceMs: 1_000 },
      seed: 1,
    },
    ports: {
      workspace,
      runner: {
        name: runner.name,
        run: (request, during) => {
          runs.push(request.selection);
          return runner.run(request, during);
        },
      },
      syntax,
      reviewer: { afterIteration: () => Promise.resolve({ kind: 'continue' }) },
      journal: { append: () => Promise.resolve() },
      clock: stillClock,
    },
    meter: new Meter(stillClock),
    tree,
    plan: planFor('quick'),
    standard: { baseline: report, targets, flaky: new Set(), ...standard },
    paths,
    imports: createImportReach({ paths, read: (path) => workspace.read(path) }),
    testFiles: new Set(report.tests.flatMap(({ file }) => (file === undefined ? [] : [file]))),
    heldOut: new Set(),
    fixtures: new Map(),
  };
  const baseline: Candidate = {
    number: 0,
    parent: 0,
    texts: new Map(),
    files: [],
    explanation: '',
    verdict: baselineVerdict(targets.map(({ id }) => id)),
    report,
  };
  const history = new History();
  history.add(baseline, patchKeyOf(new Map()));
  return { bench, history, baseline, runs };
}

/** A tested revision of the bench with these texts over the base's. */
export async function candidateOf(
  trial: Trial,
  base: Candidate,
  texts: Readonly<Record<string, string | null>>,
): Promise<Candidate> {
  const change = { base, texts: new Map(Object.entries(texts)), explanation: 'A change.' };
  return (await gathered(testRevision(trial, change, new AbortController().signal))).result;
}

/** All events of a generator, and what it returned. */
export async function gathered<T>(
  events: AsyncGenerator<SessionEvent, T>,
): Promise<{ readonly events: readonly SessionEvent[]; readonly result: T }> {
  const all: SessionEvent[] = [];
  for (;;) {
    const next = await events.next();
    if (next.done === true) return { events: all, result: next.value };
    all.push(next.value);
  }
}

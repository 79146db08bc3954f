import type { CandidateTree } from '../ports';
import { checkTargets, type Bench } from '../session/bench';
import type { Candidate } from '../session/candidate';
import { failsAlike } from '../selection/failsAlike';
import type { Target } from '../selection/targets';

/** Mutants tested one after the other before a second tree is worth its copy: many searches end sooner. */
const ALONE_AT_FIRST = 6;
/** A third tree gains nothing on two cores, and most machines are busy with an editor, too. */
export const MAX_TREES = 2;

interface Inputs {
  readonly bench: Bench;
  /** What tests say of it is known, so it tells whether two runs at a time disturb each other. */
  readonly parent: Candidate;
  readonly red: readonly Target[];
  /** The limit of a run of the targets, in milliseconds. */
  readonly timeoutMs: () => number;
}

/**
 * The trees that mutants are tested in: the session's own, and in a long search a second one beside it, where two runs
 * at a time come out as one alone does. Whoever opened it disposes of it.
 */
export class TestTrees {
  private readonly idle: Bench[];
  private readonly waiting: ((bench: Bench) => void)[] = [];
  private size = 1;
  private used = 0;
  private second: CandidateTree | undefined;
  private exclusive: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly inputs: Inputs,
    private readonly signal: AbortSignal,
  ) {
    this.idle = [inputs.bench];
  }

  /** Works in the next free tree, beside what goes on in another. */
  async use<T>(work: (bench: Bench) => Promise<T>): Promise<T> {
    const bench = await this.take();
    try {
      this.used += 1;
      if (this.used === ALONE_AT_FIRST) await this.widen();
      return await work(bench);
    } finally {
      this.give(bench);
    }
  }

  /** Works in the session's own tree while nothing goes on in another. */
  async alone<T>(work: (bench: Bench) => Promise<T>): Promise<T> {
    const turn = this.exclusive.then(async () => {
      const taken: Bench[] = [];
      try {
        while (taken.length < this.size) taken.push(await this.take());
        return await work(this.inputs.bench);
      } finally {
        for (const bench of taken) this.give(bench);
      }
    });
    this.exclusive = turn.catch(() => undefined);
    return turn;
  }

  async dispose(): Promise<void> {
    await this.second?.dispose();
  }

  private async take(): Promise<Bench> {
    return this.idle.pop() ?? new Promise((resolve) => this.waiting.push(resolve));
  }

  private give(bench: Bench): void {
    const next = this.waiting.shift();
    if (next === undefined) this.idle.push(bench);
    else next(bench);
  }

  /** Called by whoever holds the session's tree, the only one so far. */
  private async widen(): Promise<void> {
    const { bench, parent, red, timeoutMs } = this.inputs;
    // What keeps a second tree from being opened, such as a full disk, is no reason to end a search that can do with one.
    this.second = await bench.ports.workspace.openTree(this.signal).catch(() => undefined);
    this.signal.throwIfAborted();
    if (this.second === undefined) return;
    const benches = [bench, { ...bench, tree: this.second }];
    const limits = { targets: red, timeoutMs: timeoutMs(), signal: this.signal };
    const runs = benches.map((each) => checkTargets(each, parent.texts, limits));
    const reports = (await Promise.all(runs)).map(({ report }) => report);
    if (!reports.every((report) => failsAlike(report, red))) return;
    this.size = MAX_TREES;
    for (const each of benches.slice(1)) this.give(each);
  }
}

import { searchMutants, type MutantFound, type MutantSearch } from '../mutation/searchMutants';
import type { Model } from '../ports';
import type { SearchState } from '../search/searchState';
import { layered, type Candidate } from '../session/candidate';
import { failuresOf } from '../session/failures';
import type { Bench } from '../session/bench';
import { mutantSearch, suspiciousPlaces, type Searched } from './mutantSearch';
import type { Alternative } from './proposer';
import { openWarmTargets, type WarmTargets } from './warmTargets';

/** What answers sooner, in milliseconds, is not worth the loading of tests. */
const THINKING_MS = 1_000;
/** The tests need a copy of the project of their own; one of more files than this costs more than it brings. */
const MAX_FILES = 10_000;
/** Changes to find at most: each costs a run of the tests. */
const MAX_FOUND = 3;

interface Origin {
  readonly bench: Bench;
  /** The code whose mutants are searched. */
  readonly parent: Candidate;
  /** How the session stands. */
  readonly state: () => SearchState;
}

/**
 * The built-in search at work while a model thinks: what it finds costs no tokens. It needs tests that can be kept loaded,
 * because ordinary runs would slow down those that count. Whoever opened it disposes of it.
 */
export class Companion {
  private readonly closing = new AbortController();
  private readonly steps: AsyncGenerator<Alternative | undefined, void, undefined>;
  private work: Promise<void> = Promise.resolve();
  private found: Alternative[] = [];
  private left = MAX_FOUND;
  private problem: Error | undefined;

  constructor(
    private readonly origin: Origin,
    signal: AbortSignal,
  ) {
    this.steps = passingMutants(origin, AbortSignal.any([signal, this.closing.signal]));
  }

  /** The model, accompanied whenever it is asked. */
  accompany(model: Model): Model {
    return {
      ...model,
      complete: async (request, signal) => {
        const answered = new AbortController();
        this.work = this.work
          .then(() => this.searchUntil(answered.signal))
          .catch((error: unknown) => {
            this.left = 0;
            this.problem = error instanceof Error ? error : new Error(String(error));
          });
        try {
          return await model.complete(request, signal);
        } finally {
          answered.abort();
        }
      },
    };
  }

  /** What was found and not taken yet: changes with which all targets pass, as far as loaded tests can tell. */
  take(): readonly Alternative[] {
    if (this.problem !== undefined) throw this.problem;
    const { found } = this;
    this.found = [];
    return found;
  }

  async dispose(): Promise<void> {
    this.closing.abort();
    await this.work;
    await this.steps.return();
  }

  private async searchUntil(answered: AbortSignal): Promise<void> {
    await this.origin.bench.ports.clock.wait(THINKING_MS, answered);
    while (!answered.aborted && this.left > 0) {
      const { done, value } = await this.steps.next();
      if (done === true) this.left = 0;
      if (value === undefined || done === true) continue;
      this.found.push(value);
      this.left -= 1;
    }
  }
}

/** Mutants that pass, and undefined for each that does not; ends when the signal aborts. */
async function* passingMutants(
  { bench, parent, state }: Origin,
  signal: AbortSignal,
): AsyncGenerator<Alternative | undefined, void, undefined> {
  if (bench.paths.size > MAX_FILES) return;
  const red = failuresOf(parent, bench.standard);
  const places = await suspiciousPlaces({ bench, parent, red }, state());
  if (places.length === 0) return;
  try {
    const inputs = { bench, parent, red, isBackground: true };
    // What keeps a second tree from being opened, such as a full disk, is no reason to end a session that needs one only.
    const warm = await openWarmTargets(inputs, signal).catch(() => undefined);
    if (warm === undefined) return;
    try {
      const search = await mutantSearch({ bench, parent, red, places }, warm);
      const check = checkBy(warm, { bench, parent, red }, signal);
      for await (const { gain } of searchMutants({ ...search, check }, signal))
        yield gain && alternativeOf(gain);
    } finally {
      await warm.dispose();
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Asks the loaded tests only: what they pass is run in the ordinary way when it is proposed. */
function checkBy(
  warm: WarmTargets,
  { bench, parent, red }: Omit<Searched, 'places'>,
  signal: AbortSignal,
): MutantSearch['check'] {
  return async (changes) => {
    const { texts } = await layered(parent, changes, bench.ports.workspace);
    const isWhole = (await warm.gainOf(texts, signal)) === 'whole';
    return { fixed: isWhole ? red.length : 0, total: red.length, broken: false };
  };
}

function alternativeOf({ changes, candidate, tried }: MutantFound): Alternative {
  const { mutation, path } = candidate;
  const found = `Found without the model as change ${String(tried)} in ${path}, while the model was asked.`;
  const { pattern, description } = mutation;
  return { texts: changes, explanation: `${description} ${found}`, pattern };
}

import {
  searchMutants,
  type MutantCheck,
  type MutantFound,
  type MutantProgress,
} from '../mutation/searchMutants';
import { unreachableOf } from '../feedback/unreachable';
import type { FileTexts } from '../ports';
import { checkTargets, type Bench } from '../session/bench';
import { evaluate } from '../session/evaluate';
import { layered } from '../session/candidate';
import type { SessionEvent } from '../session/events';
import { failuresOf } from '../session/failures';
import type { Effort } from '../session/task';
import { sourcesOf } from '../context/candidateSources';
import { MutantPace } from './mutantPace';
import { MAX_MUTANTS, mutantSearch, suspiciousPlaces, type Searched } from './mutantSearch';
import { preferMutants, type Preferred } from './preferMutants';
import { MAX_TREES, TestTrees } from './testTrees';
import { openWarmTargets, WARM_LANES, type WarmTargets } from './warmTargets';
import type { Alternative, Proposal, Proposer } from './proposer';

/** Milliseconds that one search for a mutant may take. */
const SEARCH_MS: Record<Effort, number> = { quick: 120_000, thorough: 300_000, search: 1_200_000 };
/** The same where tests lack something of the network: that is seldom the code's fault. */
const UNREACHABLE_MS = 5_000;
/** With loaded tests only every 20th mutant is told of: no journal and no view needs a hundred a second. */
const WARM_PROGRESS_STEP = 20;
/** Mutants tested once more in the ordinary way when nothing proves that loaded tests can pass. */
const MAX_DOUBTED = 40;
/** Other changes that pass, too, which are shown beside the likeliest. */
const MAX_ALTERNATIVES = 2;
/** Loaded tests mostly take no time, and a few loop for ever: what comes behind such a one need not wait. */
const WARM_PACE = { parallel: WARM_LANES, ahead: 8 * WARM_LANES };
const NO_CHANGE =
  'No single change of the suspicious code makes more tests pass; a model may find a larger one.';
/** The proposer without a model: tests single mutations of suspicious code until one makes more targets pass. */
export function createMutationProposer(bench: Bench): Proposer {
  const pace = new MutantPace(bench.standard.baseline);
  return async function* propose({ parent, refusal, state }, signal) {
    if (refusal !== undefined) return nothing(refusal.message);
    const red = failuresOf(parent, bench.standard);
    const places = await suspiciousPlaces({ bench, parent, red }, state);
    if (places.length === 0)
      return nothing('The failing tests lead to no code that could be changed.');
    const [found, ...others] = yield* searchWarm({ bench, parent, red, places, pace }, signal);
    if (found === undefined) return nothing(NO_CHANGE);
    const rivals = others.length;
    const alternatives = others
      .slice(0, MAX_ALTERNATIVES)
      .map((other) => ({ ...changeOf(other), rivals }));
    return { kind: 'change', base: parent, ...changeOf(found, rivals), alternatives };
  };
}

interface Hunt extends Searched {
  readonly pace: MutantPace;
}

/** Searches with the targets kept loaded where the runner can; where nothing proves that these can pass, the likeliest once more without. */
async function* searchWarm(
  hunt: Hunt,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, readonly Preferred[]> {
  const { meter } = hunt.bench;
  const warm = await meter.timed('test', () => openWarmTargets(hunt, signal));
  if (warm === undefined) return yield* search(hunt, { candidates: MAX_MUTANTS }, signal);
  try {
    const found = yield* search(hunt, { candidates: MAX_MUTANTS, warm }, signal);
    if (found.length > 0 || warm.isProven) return await preferred(hunt, { found, warm }, signal);
  } finally {
    await warm.dispose();
  }
  return yield* search(hunt, { candidates: MAX_DOUBTED }, signal);
}

/** What was found, the mutant to prefer first. */
async function preferred(
  { bench, parent, red }: Hunt,
  { found, warm }: { readonly found: readonly MutantFound[]; readonly warm: WarmTargets },
  signal: AbortSignal,
): Promise<readonly Preferred[]> {
  return preferMutants(found, {
    sources: sourcesOf(bench, parent),
    red,
    evaluate: async (changes, question) => {
      const { texts } = await layered(parent, changes, bench.ports.workspace);
      return bench.meter.timed('test', () => warm.valuesOf(texts, question, signal));
    },
  });
}

interface Means {
  /** Mutants tested at most. */
  readonly candidates: number;
  readonly warm?: WarmTargets;
}

async function* search(
  hunt: Hunt,
  { candidates, warm }: Means,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, readonly MutantFound[]> {
  const { bench, parent, red } = hunt;
  const { task, ports } = bench;
  const trees = new TestTrees({ ...hunt, timeoutMs: () => hunt.pace.timeoutMs }, signal);
  const common = await mutantSearch(hunt, warm);
  const steps = searchMutants(
    {
      ...common,
      limits: {
        ...common.limits,
        candidates,
        milliseconds: unreachableOf(red) === undefined ? SEARCH_MS[task.effort] : UNREACHABLE_MS,
        ...(warm === undefined ? { parallel: MAX_TREES, ahead: MAX_TREES } : WARM_PACE),
      },
      check: async (changes) => {
        const texts = (await layered(parent, changes, ports.workspace)).texts;
        const gain = warm && (await bench.meter.timed('test', () => warm.gainOf(texts, signal)));
        if (gain === 'none') return { fixed: 0, total: red.length, broken: false };
        return checkMutant(hunt, { trees, texts }, signal);
      },
    },
    signal,
  );
  try {
    return yield* toldNowAndThen(steps, warm === undefined ? 1 : WARM_PROGRESS_STEP);
  } finally {
    await trees.dispose();
  }
}

/** Passes on every n-th step as an event, and the last one. */
async function* toldNowAndThen<T>(
  steps: AsyncGenerator<MutantProgress, T>,
  every: number,
): AsyncGenerator<SessionEvent, T> {
  let untold: SessionEvent | undefined;
  for (;;) {
    const step = await steps.next();
    if (step.done === true) {
      if (untold !== undefined) yield untold;
      return step.value;
    }
    const { tried, total, description } = step.value;
    const text = `${String(tried)} of ${String(total)} changes tried: ${description}`;
    untold = { kind: 'progress', text, done: tried, total };
    if (tried % every !== 0) continue;
    yield untold;
    untold = undefined;
  }
}

/** Runs the red tests on a mutant, and everything when it gained something, because what breaks another test, or a target fixed
 * before, is no gain. */
async function checkMutant(
  { parent, red, pace }: Hunt,
  { trees, texts }: { readonly trees: TestTrees; readonly texts: FileTexts },
  signal: AbortSignal,
): Promise<MutantCheck> {
  const limits = { targets: red, timeoutMs: pace.timeoutMs, signal };
  const { verdict, report } = await trees.use((bench) => checkTargets(bench, texts, limits));
  pace.saw(report);
  const { fixed, total } = verdict;
  if (fixed === 0) return { fixed, total, broken: verdict.testsWeakened.length > 0 };
  const whole = await trees.alone((bench) => evaluate(bench, texts, signal));
  const isBroken =
    whole.verdict.regressions.length + whole.verdict.testsWeakened.length > 0 ||
    whole.verdict.fixed <= parent.verdict.fixed;
  return { fixed: isBroken ? 0 : fixed, total, broken: isBroken };
}

function changeOf(
  { changes, candidate, tried, difference = '' }: Preferred,
  rivals = 0,
): Alternative {
  const found = `Found as change ${String(tried)} in ${candidate.path}.`;
  const suspected = candidate.reason === undefined ? '' : `Suspected: ${candidate.reason}.`;
  const { description } = candidate.mutation;
  const sentences = [description, found, suspected, difference, doubtOf(rivals)];
  const { pattern } = candidate.mutation;
  return {
    texts: changes,
    explanation: sentences.filter(Boolean).join(' '),
    pattern,
    ...(rivals > 0 && { rivals }),
  };
}

/** What is said of a change beside others that pass, too. */
function doubtOf(rivals: number): string {
  if (rivals === 0) return '';
  const others = rivals === 1 ? 'Another change passes' : `${String(rivals)} other changes pass`;
  return `Unproven: ${others} the same tests.`;
}

function nothing(message: string): Proposal {
  return { kind: 'ended', why: 'stuck', message };
}

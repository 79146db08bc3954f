import type { Place } from '../context/locate';
import type { SourceMap } from '../context/sourceMap';
import { createLanes } from '../mutation/lanes';
import {
  searchMutants,
  type MutantCheck,
  type MutantFound,
  type MutantProgress,
} from '../mutation/searchMutants';
import type { FileTexts } from '../ports';
import { problemsOf, type Target } from '../selection/targets';
import { checkTargets, type Bench } from '../session/bench';
import { evaluate } from '../session/evaluate';
import { layered, type Candidate } from '../session/candidate';
import type { SessionEvent } from '../session/events';
import { failuresOf } from '../session/failures';
import type { Effort } from '../session/task';
import { sourcesOf } from '../context/candidateSources';
import { MutantPace } from './mutantPace';
import { preferMutants, type Preferred } from './preferMutants';
import { openWarmTargets, WARM_LANES, type WarmTargets } from './warmTargets';
import { placesFor } from './placesFor';
import type { Alternative, Proposal, Proposer, Turn } from './proposer';

/** Milliseconds that one search for a mutant may take. */
const SEARCH_MS: Record<Effort, number> = { quick: 120_000, thorough: 300_000, search: 1_200_000 };
/** Mutants tested in one search, and of one function: the tail of the ranking hardly ever holds the fix. */
const MAX_MUTANTS = 2_000;
const MAX_PER_PLACE = 700;
/** Mutants tested after a partial gain, in case one near it fixes everything: a part often only fits its test. */
const AFTER_GAIN = 8;
const WARM_AFTER_GAIN = 500;
/** Milliseconds for which a search with loaded tests goes on after a fix, in search of others. */
const AFTER_WHOLE_MS = 5_000;
/** With loaded tests only every 20th mutant is told of: no journal and no view needs a hundred a second. */
const WARM_PROGRESS_STEP = 20;
/** Mutants tested once more in the ordinary way when nothing proves that loaded tests can pass. */
const MAX_DOUBTED = 40;
/** Other changes that pass, too, which are shown beside the likeliest. */
const MAX_ALTERNATIVES = 2;
const NO_CHANGE =
  'No single change of the suspicious code makes more tests pass; a model may find a larger one.';
/** Failures whose suspicious places are searched in one turn. */
const MAX_FAILURES = 5;

/** The proposer without a model: tests single mutations of suspicious code until one makes more targets pass. */
export function createMutationProposer(bench: Bench): Proposer {
  const pace = new MutantPace(bench.standard.baseline);
  return async function* propose({ parent, refusal, state }, signal) {
    if (refusal !== undefined) return nothing(refusal.message);
    const red = failuresOf(parent, bench.standard);
    const places = await suspiciousPlaces({ bench, parent, state }, red);
    if (places.length === 0)
      return nothing('The failing tests lead to no code that could be changed.');
    const [found, ...others] = yield* searchWarm({ bench, parent, red, places, pace }, signal);
    if (found === undefined) return nothing(NO_CHANGE);
    const alternatives = others.slice(0, MAX_ALTERNATIVES).map((other) => changeOf(other));
    return { kind: 'change', base: parent, ...changeOf(found, others.length), alternatives };
  };
}

interface Hunt {
  readonly bench: Bench;
  readonly parent: Candidate;
  readonly red: readonly Target[];
  readonly places: readonly Place[];
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
  const { bench, parent, places, red } = hunt;
  const { task, ports } = bench;
  // There is one tree to test in.
  const alone = createLanes(1);
  const steps = searchMutants(
    {
      files: await textsOfPlaces(bench, parent, places),
      places,
      problems: red.flatMap(problemsOf),
      ...(warm?.suspicion && { suspicion: warm.suspicion }),
      parentFixed: 0,
      syntax: ports.syntax,
      clock: ports.clock,
      seed: task.seed,
      limits: {
        candidates,
        milliseconds: SEARCH_MS[task.effort],
        perPlace: MAX_PER_PLACE,
        afterGain: warm === undefined ? AFTER_GAIN : WARM_AFTER_GAIN,
        afterWholeMs: warm === undefined ? 0 : AFTER_WHOLE_MS,
        parallel: warm === undefined ? 1 : WARM_LANES,
      },
      check: async (changes) => {
        const texts = (await layered(parent, changes, ports.workspace)).texts;
        const isGain = warm && (await bench.meter.timed('test', () => warm.isGain(texts, signal)));
        if (isGain === false) return { fixed: 0, total: red.length, broken: false };
        return alone(() => checkMutant(hunt, texts, signal));
      },
    },
    signal,
  );
  return yield* toldNowAndThen(steps, warm === undefined ? 1 : WARM_PROGRESS_STEP);
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
  { bench, parent, red, pace }: Hunt,
  texts: FileTexts,
  signal: AbortSignal,
): Promise<MutantCheck> {
  const limits = { targets: red, timeoutMs: pace.timeoutMs, signal };
  const { verdict, report } = await checkTargets(bench, texts, limits);
  pace.saw(report);
  const { fixed, total } = verdict;
  if (fixed === 0) return { fixed, total, broken: verdict.testsWeakened.length > 0 };
  const whole = await evaluate(bench, texts, signal);
  const isBroken =
    whole.verdict.regressions.length + whole.verdict.testsWeakened.length > 0 ||
    whole.verdict.fixed <= parent.verdict.fixed;
  return { fixed: isBroken ? 0 : fixed, total, broken: isBroken };
}

async function suspiciousPlaces(
  { bench, parent, state }: Pick<Hunt, 'bench' | 'parent'> & Pick<Turn, 'state'>,
  red: readonly Target[],
): Promise<readonly Place[]> {
  const sources: SourceMap = sourcesOf(bench, parent);
  const found = new Map<string, Place>();
  for (const target of red.slice(0, MAX_FAILURES)) {
    for (const place of await placesFor(target, sources, { bench, state })) {
      const key = `${place.path}:${String(place.startRow)}`;
      const known = found.get(key);
      if (known === undefined || known.suspiciousness < place.suspiciousness) found.set(key, place);
    }
  }
  return [...found.values()].sort((a, b) => b.suspiciousness - a.suspiciousness);
}

async function textsOfPlaces(
  bench: Bench,
  parent: Candidate,
  places: readonly Place[],
): Promise<FileTexts> {
  const sources = sourcesOf(bench, parent);
  const texts = new Map<string, string>();
  for (const { path } of places) {
    const file = await sources.open(path);
    if (file !== undefined) texts.set(path, file.text);
  }
  return texts;
}

function changeOf(
  { changes, candidate, tried, difference = '' }: Preferred,
  rivals = 0,
): Alternative {
  const found = `Found as change ${String(tried)} in ${candidate.path}.`;
  const sentences = [candidate.mutation.description, found, difference, doubtOf(rivals)];
  return { texts: changes, explanation: sentences.filter(Boolean).join(' ') };
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

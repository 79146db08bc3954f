import type { Clock, FileTexts, Syntax, SyntaxTree } from '../ports';
import type { Problem } from '../testReport';
import { failureClassOf } from './failureClass';
import { createLanes } from './lanes';
import { learnedPriors } from './learnedPriors';
import { mutationScope, type MutationScope } from './mutationScope';
import { mutationsOf } from './mutationsOf';
import type { MutationCandidate, MutationPlace, PlacedMutations } from './rankMutations';
import { rankMutations } from './rankMutations';
import { spotWeights, type LineKnowledge } from './spotWeights';

/** What the target tests say about one mutant. */
export interface MutantCheck {
  /** Targets that pass, of `total`. */
  readonly fixed: number;
  readonly total: number;
  /** Whether the mutant can't be kept as it is: it does not load, or breaks a test that passed. */
  readonly broken: boolean;
}

/** How long a search may go on. */
export interface MutantLimits {
  /** Mutants tested at most. */
  readonly candidates: number;
  readonly milliseconds: number;
  /** Mutants kept of one place, the likeliest. */
  readonly perPlace: number;
  /** Mutants still tested after the first gain, in search of one that fixes every target; 0 ends at the first gain. */
  readonly afterGain: number;
  /** Milliseconds for which it goes on after the first mutant that fixes every target, in search of others that do. */
  readonly afterWholeMs: number;
  /** Mutants tested at the same time. */
  readonly parallel: number;
  /** Mutants begun or waiting for their turn, so that a slow one keeps none behind it; all of them run to their end. */
  readonly ahead: number;
}

/** Everything a search needs. */
export interface MutantSearch {
  /** The parent's texts, at least of the places' files. */
  readonly files: FileTexts;
  readonly places: readonly MutationPlace[];
  /** Targets that the parent passes already. */
  readonly parentFixed: number;
  /** The problems of the targets that fail; they decide which patterns come first. */
  readonly problems?: readonly Problem[];
  /** What is known of single lines. */
  readonly lines?: LineKnowledge;
  /** Accepted repairs by pattern: they shift the priors. */
  readonly accepted?: Readonly<Record<string, number>>;
  readonly syntax: Syntax;
  /** Runs the target tests on the parent with `changes`, whole texts by path. */
  readonly check: (changes: FileTexts, signal: AbortSignal) => Promise<MutantCheck>;
  readonly clock: Clock;
  readonly limits: MutantLimits;
  readonly seed: number;
}

/** How far a search is: mutants tested so far of `total`, and what the last one does. */
export interface MutantProgress {
  readonly tried: number;
  readonly total: number;
  readonly description: string;
  /** The last one, where it fixes more targets than its parent. */
  readonly gain?: MutantFound;
}

/** A mutant that fixes more targets than its parent. */
export interface MutantFound {
  readonly changes: FileTexts;
  readonly candidate: MutationCandidate;
  readonly check: MutantCheck;
  readonly tried: number;
}

/** The time that one mutant's tests should get, given what the parent's took: mutants loop for ever quite often. */
export function mutantTimeoutMs(parentMs: number): number {
  return 3 * parentMs + 2000;
}

/**
 * Tests single mutations, likeliest first, and returns those that fix every target and break nothing, in this order;
 * failing that the best of those that fix more targets than the parent, one that breaks something last. The same search
 * finds the same mutants, however many are tested at a time. Rejects with the signal's reason.
 */
export async function* searchMutants(
  search: MutantSearch,
  signal: AbortSignal,
): AsyncGenerator<MutantProgress, readonly MutantFound[], undefined> {
  const { limits, clock } = search;
  let end = clock.now() + limits.milliseconds;
  const trees = await parsePlaces(search);
  const ranked = await rankedMutants(search, trees);
  const total = Math.min(ranked.length, limits.candidates);
  const tests = testedInOrder(readable(ranked, search, trees), search, signal);
  const wholes: MutantFound[] = [];
  let best: MutantFound | undefined;
  let last = limits.candidates;
  for (let tried = 0; tried < last && clock.now() < end;) {
    signal.throwIfAborted();
    const next = await tests.next();
    if (next.done === true) break;
    tried += 1;
    const found = { ...next.value, tried };
    const progress = progressOf(found, total, search);
    yield progress;
    if (progress.gain === undefined) continue;
    if (isWhole(found)) {
      if (wholes.length === 0) end = Math.min(end, clock.now() + limits.afterWholeMs);
      wholes.push(found);
    } else if (wholes.length === 0) {
      last = Math.min(last, tried + limits.afterGain);
      best = betterOf(best, found);
    }
  }
  await tests.return(undefined);
  return wholes.length > 0 || best === undefined ? wholes : [best];
}

function progressOf(
  found: MutantFound,
  total: number,
  { parentFixed }: MutantSearch,
): MutantProgress {
  const { tried, candidate, check } = found;
  const { description } = candidate.mutation;
  return { tried, total, description, ...(check.fixed > parentFixed && { gain: found }) };
}

async function rankedMutants(
  search: MutantSearch,
  trees: ReadonlyMap<string, SyntaxTree>,
): Promise<readonly MutationCandidate[]> {
  const options = {
    perPlace: search.limits.perPlace,
    seed: search.seed,
    failures: new Set(search.problems?.map(failureClassOf)),
    priorOf: learnedPriors(search.accepted),
    ...(search.lines && { weightOf: spotWeights(search.lines, search.files) }),
  };
  return rankMutations(await placedMutations(search, trees), options, search.clock);
}

async function parsePlaces({
  files,
  places,
  syntax,
}: MutantSearch): Promise<ReadonlyMap<string, SyntaxTree>> {
  const trees = new Map<string, SyntaxTree>();
  for (const path of new Set(places.map((place) => place.path))) {
    const text = files.get(path);
    const tree = typeof text === 'string' ? await syntax.parse(path, text) : undefined;
    if (tree !== undefined) trees.set(path, tree);
  }
  return trees;
}

async function placedMutations(
  { places, clock }: MutantSearch,
  trees: ReadonlyMap<string, SyntaxTree>,
): Promise<readonly PlacedMutations[]> {
  const scopes = new Map<string, MutationScope>();
  for (const [path, tree] of trees) scopes.set(path, await mutationScope(tree, clock));
  const placed: PlacedMutations[] = [];
  for (const place of places) {
    const scope = scopes.get(place.path);
    if (scope) placed.push({ place, mutations: await mutationsOf(scope, place, clock) });
  }
  return placed;
}

interface Mutant {
  readonly changes: FileTexts;
  readonly candidate: MutationCandidate;
}

/** The candidates that still parse; parsed one by one, because most are never reached. */
async function* readable(
  candidates: readonly MutationCandidate[],
  { syntax, problems = [] }: MutantSearch,
  trees: ReadonlyMap<string, SyntaxTree>,
): AsyncGenerator<Mutant, void, undefined> {
  // A file that does not load has to parse; one that loads may just be newer than the grammar.
  const loads = problems.every(({ kind }) => kind !== 'load' && kind !== 'compile');
  const mayHaveError = (parent: SyntaxTree): boolean => parent.hasError && loads;
  for (const candidate of candidates) {
    const { path, mutation } = candidate;
    const parent = trees.get(path);
    if (parent === undefined) continue;
    const { start, end, replacement } = mutation;
    const text = parent.text.slice(0, start) + replacement + parent.text.slice(end);
    const mutant = await syntax.parse(path, text);
    if (mutant?.hasError === mayHaveError(parent))
      yield { candidate, changes: new Map([[path, text]]) };
  }
}

/** Tests mutants, several at a time, and tells of them in their order. */
async function* testedInOrder(
  queue: AsyncGenerator<Mutant, void, undefined>,
  { check, limits: { parallel, ahead, candidates } }: MutantSearch,
  signal: AbortSignal,
): AsyncGenerator<Omit<MutantFound, 'tried'>, void, undefined> {
  const lanes = createLanes(parallel);
  const begun: Promise<Omit<MutantFound, 'tried'>>[] = [];
  let left = candidates;
  try {
    for (;;) {
      for (; begun.length < ahead && left > 0; left--) {
        const next = await queue.next();
        if (next.done === true) break;
        const mutant = next.value;
        const test = lanes(async () => ({ ...mutant, check: await check(mutant.changes, signal) }));
        // Whoever stops listening has no use for what fails later on.
        test.catch(() => undefined);
        begun.push(test);
      }
      const first = begun.shift();
      if (first === undefined) return;
      yield await first;
    }
  } finally {
    await Promise.allSettled(begun);
  }
}

function isWhole({ check }: MutantFound): boolean {
  return check.fixed >= check.total && !check.broken;
}

function betterOf(best: MutantFound | undefined, found: MutantFound): MutantFound {
  if (best === undefined) return found;
  if (found.check.broken !== best.check.broken) return best.check.broken ? found : best;
  return found.check.fixed > best.check.fixed ? found : best;
}

import { sourcesOf } from '../context/candidateSources';
import type { Place } from '../context/locate';
import type { MutantSearch } from '../mutation/searchMutants';
import type { FileTexts } from '../ports';
import type { SearchState } from '../search/searchState';
import { problemsOf, type Target } from '../selection/targets';
import type { Bench } from '../session/bench';
import type { Candidate } from '../session/candidate';
import { placesFor } from './placesFor';
import type { WarmTargets } from './warmTargets';

/** Mutants tested in one search, and of one place: the tail of the ranking hardly ever holds the fix. */
export const MAX_MUTANTS = 2_000;
const MAX_PER_PLACE = 700;
/** Mutants tested after a partial gain, in case one near it fixes everything: a part often only fits its test. */
const AFTER_GAIN = 8;
const WARM_AFTER_GAIN = 500;
/** Milliseconds for which a search with loaded tests goes on after a fix, in search of others. */
const AFTER_WHOLE_MS = 5_000;
/** Failures whose suspicious places are searched in one turn. */
const MAX_FAILURES = 5;

/** The code that mutants are made of. */
export interface Searched {
  readonly bench: Bench;
  readonly parent: Candidate;
  /** What fails there. */
  readonly red: readonly Target[];
  /** Most suspicious first. */
  readonly places: readonly Place[];
}

/** What every search for mutants starts from; one with loaded tests looks further. */
export async function mutantSearch(
  { bench, parent, red, places }: Searched,
  warm: Pick<WarmTargets, 'suspicion'> | undefined,
): Promise<Omit<MutantSearch, 'check'>> {
  const { ports, task } = bench;
  return {
    files: await textsOfPlaces(bench, parent, places),
    places,
    problems: red.flatMap(problemsOf),
    ...(warm?.suspicion && { suspicion: warm.suspicion }),
    parentFixed: 0,
    syntax: ports.syntax,
    clock: ports.clock,
    seed: task.seed,
    ...(task.experience?.patterns && { accepted: task.experience.patterns }),
    limits: {
      candidates: MAX_MUTANTS,
      milliseconds: Infinity,
      perPlace: MAX_PER_PLACE,
      afterGain: warm === undefined ? AFTER_GAIN : WARM_AFTER_GAIN,
      afterWholeMs: warm === undefined ? 0 : AFTER_WHOLE_MS,
      parallel: 1,
    },
  };
}

/** Where the code may be wrong for which these targets fail, most suspicious first. */
export async function suspiciousPlaces(
  { bench, parent, red }: Omit<Searched, 'places'>,
  state: SearchState,
): Promise<readonly Place[]> {
  const sources = sourcesOf(bench, parent);
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

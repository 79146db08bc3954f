import { sourcesOf } from '../context/candidateSources';
import { changedLines } from '../context/changedLines';
import type { Place } from '../context/place';
import { mergePlaces } from '../context/mergePlaces';
import type { LineSuspicion } from '../context/ochiai';
import { placesAround } from '../context/placesAround';
import type { SourceMap } from '../context/sourceMap';
import { protectionOf } from '../guards/protectedPaths';
import type { MutantSearch } from '../mutation/searchMutants';
import type { FileTexts, Workspace } from '../ports';
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
/** How far coverage and changes are trusted: less than a frame or a call, which name the failing test's own way. */
const COVERED_TRUST = 0.5;
const CHANGED_TRUST = 0.5;
const COVERED = 'run by the failing tests';
const CHANGED = 'changed since the last commit';
/** A test may run half of a program; the fault is hardly ever behind the first of its functions. */
const MAX_COVERED_PLACES = 12;
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
  searched: Searched,
  warm: Pick<WarmTargets, 'suspicion'> | undefined,
): Promise<Omit<MutantSearch, 'check'>> {
  const { bench, parent, red } = searched;
  const { ports, task } = bench;
  const sources = sourcesOf(bench, parent);
  const files = await textsOfPlaces(sources, searched.places);
  const changed = await changedSinceCommit(files, ports.workspace);
  const suspicion = warm?.suspicion;
  const places = [
    ...searched.places,
    ...(await coveredPlaces(bench, suspicion, sources)),
    ...(await changedPlaces(changed, sources)),
  ];
  return {
    files: await textsOfPlaces(sources, places),
    places: mergePlaces(places),
    problems: red.flatMap(problemsOf),
    lines: { changed, ...(suspicion && { suspicion }) },
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
      ahead: 1,
    },
  };
}

/** Where the code may be wrong for which these targets fail, most suspicious first. */
export async function suspiciousPlaces(
  { bench, parent, red }: Omit<Searched, 'places'>,
  state: SearchState,
): Promise<readonly Place[]> {
  const sources = sourcesOf(bench, parent);
  const told = red.slice(0, MAX_FAILURES);
  const found = await Promise.all(
    told.map((target) => placesFor(target, sources, { bench, state })),
  );
  return mergePlaces(found.flat());
}

/** The functions of code, not of tests, in which the failing tests ran what the passing ones did not, or less. */
async function coveredPlaces(
  { testFiles }: Bench,
  suspicion: LineSuspicion | undefined = new Map(),
  sources: SourceMap,
): Promise<readonly Place[]> {
  const ofCode = [...suspicion].filter(([path]) => protectionOf(path, testFiles) === undefined);
  const evidence = { lines: new Map(ofCode), trust: COVERED_TRUST, reason: COVERED };
  return (await placesAround(evidence, sources)).slice(0, MAX_COVERED_PLACES);
}

/** The functions with lines that are not as in the last commit. */
function changedPlaces(
  changed: ReadonlyMap<string, ReadonlySet<number>>,
  sources: SourceMap,
): Promise<readonly Place[]> {
  const lines = [...changed].map(
    ([path, numbers]) => [path, new Map([...numbers].map((line) => [line, 1] as const))] as const,
  );
  return placesAround({ lines: new Map(lines), trust: CHANGED_TRUST, reason: CHANGED }, sources);
}

/** The lines that are not as in the last commit, of the files that have any. */
async function changedSinceCommit(
  files: FileTexts,
  workspace: Workspace,
): Promise<ReadonlyMap<string, ReadonlySet<number>>> {
  const changed = new Map<string, ReadonlySet<number>>();
  for (const [path, text] of files) {
    const committed = await workspace.committed?.(path);
    if (committed === undefined || text === null) continue;
    const lines = changedLines(committed, text);
    if (lines.size > 0) changed.set(path, lines);
  }
  return changed;
}

async function textsOfPlaces(sources: SourceMap, places: readonly Place[]): Promise<FileTexts> {
  const texts = new Map<string, string>();
  for (const { path } of places) {
    const file = await sources.open(path);
    if (file !== undefined) texts.set(path, file.text);
  }
  return texts;
}

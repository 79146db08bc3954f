import { locate } from '../context/locate';
import type { Place } from '../context/place';
import type { SourceMap } from '../context/sourceMap';
import type { SearchState } from '../search/searchState';
import type { Target } from '../selection/targets';
import type { Bench } from '../session/bench';
import { placesIn } from './locateByModel';

interface Located {
  readonly bench: Pick<Bench, 'testFiles'>;
  readonly state: Pick<SearchState, 'locations'>;
}

/** The places to look at for a failure: those that the developer named, when they are known code, else the located ones. */
export async function placesFor(
  target: Target,
  sources: SourceMap,
  { bench, state }: Located,
): Promise<readonly Place[]> {
  const named = await placesIn(state.locations.join('\n'), sources, bench.testFiles);
  if (named.length === 0) return locate(target, sources, bench.testFiles);
  return named.map((place) => ({ ...place, reason: 'named by the developer' }));
}

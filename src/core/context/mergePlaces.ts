import type { Place } from './place';

/** Kinds of evidence told of one place: more would not be read. */
const MAX_REASONS = 3;

/** One entry per place, with its strongest evidence first and what else speaks for it, in descending order. */
export function mergePlaces(places: readonly Place[]): readonly Place[] {
  const merged = new Map<string, Place[]>();
  for (const place of places) {
    const key = `${place.path}:${String(place.startRow)}:${String(place.endRow)}`;
    const known = merged.get(key);
    if (known === undefined) merged.set(key, [place]);
    else known.push(place);
  }
  return [...merged.values()].map(together).sort(bySuspicion);
}

function together(same: readonly Place[]): Place {
  const [first, ...others] = same.toSorted(bySuspicion);
  if (first === undefined) throw new Error('Nothing to merge');
  const reasons = new Set([first, ...others].map(({ reason }) => reason));
  return { ...first, reason: [...reasons].slice(0, MAX_REASONS).join(', ') };
}

function bySuspicion(a: Place, b: Place): number {
  return b.suspiciousness - a.suspiciousness;
}

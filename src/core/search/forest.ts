/** A tree that was last this often at the ends of slices gets no further one (after Forest-of-Thought). */
const LAST_TIMES_ALLOWED = 1;

/**
 * The behaviour that more than half of the planned roots share, given that of each root's best green revision; roots
 * without one are left out. Undefined when there is none.
 */
export function majorityOf(
  behaviours: readonly string[],
  plannedRoots: number,
): string | undefined {
  const holds = (behaviour: string): number =>
    behaviours.filter((each) => each === behaviour).length;
  return behaviours.find((behaviour) => holds(behaviour) > plannedRoots / 2);
}

/**
 * The roots that get no further slice: each was twice last among those still in the race. `rankings` holds the root
 * numbers at the end of each slice, best first; one root always stays.
 */
export function weakRoots(rankings: readonly (readonly number[])[]): ReadonlySet<number> {
  const weak = new Set<number>();
  const timesLast = new Map<number, number>();
  for (const ranking of rankings) {
    const racing = ranking.filter((root) => !weak.has(root));
    const last = racing.at(-1);
    if (last === undefined || racing.length === 1) continue;
    const times = (timesLast.get(last) ?? 0) + 1;
    timesLast.set(last, times);
    if (times > LAST_TIMES_ALLOWED) weak.add(last);
  }
  return weak;
}

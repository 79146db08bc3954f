/** Places of lines that both texts have exactly once, as old and new index, in the order of both (patience diff). */
export function anchorPairs(
  oldLines: readonly string[],
  newLines: readonly string[],
): readonly (readonly [number, number])[] {
  const inNew = uniqueLines(newLines);
  const pairs = [...uniqueLines(oldLines)].flatMap(([line, oldIndex]) => {
    const newIndex = inNew.get(line);
    return newIndex === undefined ? [] : [[oldIndex, newIndex] as const];
  });
  pairs.sort(([one], [other]) => one - other);
  return longestRising(pairs);
}

function uniqueLines(lines: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const repeated = new Set<string>();
  lines.forEach((line, index) => {
    if (places.has(line)) repeated.add(line);
    else places.set(line, index);
  });
  for (const line of repeated) places.delete(line);
  return places;
}

interface Pile {
  readonly pair: readonly [number, number];
  readonly below: Pile | undefined;
}

/** The longest chain of pairs whose new indices rise (patience sorting). */
function longestRising(
  pairs: readonly (readonly [number, number])[],
): readonly (readonly [number, number])[] {
  const piles: Pile[] = [];
  for (const pair of pairs) {
    let low = 0;
    let high = piles.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((piles[middle]?.pair[1] ?? 0) < pair[1]) low = middle + 1;
      else high = middle;
    }
    piles[low] = { pair, below: piles[low - 1] };
  }
  const chain: (readonly [number, number])[] = [];
  for (let pile = piles.at(-1); pile !== undefined; pile = pile.below) chain.push(pile.pair);
  return chain.reverse();
}

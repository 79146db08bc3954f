/** How much of the cap is granted by the end of each slice: slices of 1/8, 1/8, 1/4 and 1/2. */
const GRANTED_SHARES = [1 / 8, 1 / 4, 1 / 2, 1];

/** Requests granted by the end of each slice: whole numbers, strictly rising, the last is the cap; fewer for tiny caps. */
export function slicesOf(cap: number): readonly number[] {
  return [...new Set(GRANTED_SHARES.map((share) => Math.ceil(cap * share)))];
}

/** The index of the slice that the next request falls in once `spent` were made; the last one when all are spent. */
export function sliceAt(spent: number, cap: number): number {
  const grants = slicesOf(cap);
  const index = grants.findIndex((granted) => spent < granted);
  return index === -1 ? grants.length - 1 : index;
}

import type { SearchState } from '../search/searchState';
import { overfitNodes } from '../search/tree';
import { revealHalf } from './holdOut';

/** The targets that a model is not told about: the held-out ones, but for half of those that a revision failed which fitted all others. */
export function hiddenTests(state: SearchState, seed: number): ReadonlySet<string> {
  const heldOut = new Set(state.heldOut);
  const failing = overfitNodes(state).flatMap(({ verdict }) => verdict.stillRed);
  if (failing.length === 0) return heldOut;
  const shown = revealHalf(new Set(failing), seed);
  return new Set([...heldOut].filter((id) => !shown.has(id)));
}

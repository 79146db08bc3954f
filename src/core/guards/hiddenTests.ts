import { overfitNodes, type SearchState } from '../search/searchState';
import { revealHalf } from './holdOut';

/** The targets that a model is not told about: all held-out ones, and half of them once a revision fitted only what was shown. */
export function hiddenTests(state: SearchState, seed: number): ReadonlySet<string> {
  const heldOut = new Set(state.heldOut);
  if (overfitNodes(state).length === 0) return heldOut;
  const shown = revealHalf(heldOut, seed);
  return new Set([...heldOut].filter((id) => !shown.has(id)));
}

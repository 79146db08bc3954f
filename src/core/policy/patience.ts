import type { SearchState } from '../search/searchState';
import { nodeOf } from '../search/tree';
import type { Plan } from './efforts';

/**
 * How many repairs may follow a draft, by what came of telling the model its failures in this session: one that only
 * repeats itself is better asked afresh, so each repeat takes one repair away, and each gain gives one back.
 */
export function repairsWorthTrying(state: SearchState, { repairsPerDraft }: Plan): number {
  const told = state.turns.filter(({ action }) => action === 'repair' || action === 'fresh');
  const repeats = told.filter(({ refused }) => refused?.reason === 'duplicate').length;
  const gains = told.filter(({ child, parent }) => {
    const before = nodeOf(state, parent)?.verdict.value ?? 0;
    return child !== undefined && (nodeOf(state, child)?.verdict.value ?? 0) > before;
  }).length;
  return Math.max(0, repairsPerDraft - Math.max(0, repeats - gains));
}

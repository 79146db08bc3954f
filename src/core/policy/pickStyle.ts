import { rankStrategies } from '../search/bandit';
import { familyOf } from '../search/experience';
import { createRandom } from '../search/random';
import type { SearchState } from '../search/searchState';
import type { TreeNode } from '../search/treeNode';
import { requestsForTurns } from './efforts';
import type { RepairStyle } from '../session/events';
import type { PolicyContext } from './policyContext';
import { stylesFor } from './strategies';

/** How to repair a revision: what suits its failure and was not tried in vain, in the order that experience gives. */
export function pickStyle(
  state: SearchState,
  node: TreeNode,
  { task, plan, model }: PolicyContext,
): RepairStyle {
  // What brought nothing new is answered by naming what was tried, not by more words about the failure.
  if (state.friction > 0) return 'bare';
  const tried = new Set(triedFor(state, node));
  const canExplain = model?.thinks !== true && requestsForTurns(task) - state.requests > 1;
  const styles = stylesFor(node.failure, canExplain);
  const [best] = rankStrategies({
    failure: node.failure,
    family: familyOf(model?.name ?? ''),
    strategies: styles.filter((style) => !tried.has(style)),
    experience: task.experience ?? { arms: [] },
    policy: plan.searches ? 'thompson' : 'greedy',
    random: createRandom(task.seed, 'style', state.turns.length),
  });
  return best ?? 'bare';
}

/** Styles used on this revision, and in the last turns that brought no gain. */
function triedFor(
  { turns, stale }: SearchState,
  { number }: TreeNode,
): readonly (RepairStyle | undefined)[] {
  const inVain = turns.slice(turns.length - stale);
  return [...turns.filter(({ parent }) => parent === number), ...inVain].map(({ style }) => style);
}

import { cladeDraw } from '../search/clade';
import { weakRoots } from '../search/forest';
import { createRandom } from '../search/random';
import type { SearchState } from '../search/searchState';
import type { TreeNode } from '../search/treeNode';
import { childrenOf, nodeOf } from '../search/tree';
import { isGreenVerdict } from '../selection/judge';
import type { Plan } from './efforts';
import { repairsWorthTrying } from './patience';
import type { PolicyContext } from './policyContext';

/** Below this many revisions a draw by clades would mostly draw noise. */
const CLADE_FROM_NODES = 8;
const MAX_CHILDREN = 3;

/** The revision to go on from: the best one, or by the results of its descendants once there are enough to tell. */
export function pickNode(state: SearchState, { task, plan }: PolicyContext): TreeNode | undefined {
  const open = new Set(openNodes(state, plan).map(({ number }) => number));
  if (plan.searches && state.nodes.length > CLADE_FROM_NODES) {
    const nodes = state.nodes
      .filter(({ number }) => number > 0)
      .map(({ number, parent, verdict }) => {
        return { number, parent, value: verdict.value, isOpen: open.has(number) };
      });
    const drawn = cladeDraw(nodes, createRandom(task.seed, 'clade', state.turns.length));
    return drawn === undefined ? undefined : nodeOf(state, drawn);
  }
  const byWorth = state.nodes
    .filter(({ number }) => open.has(number))
    .toSorted(
      (a, b) =>
        b.verdict.value - a.verdict.value ||
        childrenOf(state, a.number).length - childrenOf(state, b.number).length ||
        (b.score ?? 0) - (a.score ?? 0) ||
        b.number - a.number,
    );
  return byWorth[0];
}

function openNodes(state: SearchState, plan: Plan): readonly TreeNode[] {
  const off = new Set(weakRoots(state.rankings));
  return state.nodes.filter(
    (node) =>
      !isGreenVerdict(node.verdict) &&
      // A process that was killed says nothing of the code that a repair could go by.
      node.brokenOff !== 'killed' &&
      !off.has(node.root) &&
      node.depth <= repairsWorthTrying(state, plan) &&
      childrenOf(state, node.number).length < MAX_CHILDREN &&
      !isAbandoned(state, node) &&
      (node.depth > 0 || childrenOf(state, node.number).length > 0),
  );
}

/** What broke something for no gain is not gone on from, unless it only does not load. */
function isAbandoned(state: SearchState, node: TreeNode): boolean {
  if (node.number === 0 || node.verdict.regressions.length === 0) return false;
  const parent = nodeOf(state, node.parent);
  const gained = node.verdict.value > (parent?.verdict.value ?? 0);
  const isUntriedBuild = node.failure === 'load' && childrenOf(state, node.number).length === 0;
  return !gained && !isUntriedBuild;
}

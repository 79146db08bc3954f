import { overfitOf } from '../guards/holdOut';
import type { TreeNode } from './treeNode';

/** What holds the tested revisions. */
interface Tree {
  readonly nodes: readonly TreeNode[];
}

/** The node with this number. */
export function nodeOf(state: Tree, number: number): TreeNode | undefined {
  return state.nodes.find((node) => node.number === number);
}

/** A node and all that it was made from, the baseline last. */
export function lineOf(state: Tree, number: number): readonly number[] {
  const node = nodeOf(state, number);
  return node === undefined || number === 0 ? [0] : [number, ...lineOf(state, node.parent)];
}

/** The nodes that were made from this one, in order. */
export function childrenOf(state: Tree, number: number): readonly TreeNode[] {
  return state.nodes.filter((node) => node.number > 0 && node.parent === number);
}

/** Revisions that fix all that was shown to the model but not what was held out. */
export function overfitNodes({
  nodes,
  heldOut,
}: Tree & { readonly heldOut: readonly string[] }): readonly TreeNode[] {
  const hidden = new Set(heldOut);
  return nodes.filter(({ number, verdict }) => number > 0 && overfitOf(verdict, hidden).length > 0);
}

import type { Clock, SyntaxNode, SyntaxTree } from '../ports';
import { enclosing, nodeText } from '../syntax/nodes';
import type { Visited } from '../syntax/nodes';
import { visitInTurns } from '../syntax/visitInTurns';
import type { Binding } from './bindings';
import { bindingAt } from './bindings';
import type { Dialect } from './dialect';
import { dialectOf } from './dialect';
import type { NameIndex } from './nameIndex';
import { NameGatherer } from './nameIndex';
import { FUNCTIONS } from './roles';

/** What patterns may ask about the file that they mutate. */
export interface MutationScope {
  readonly tree: SyntaxTree;
  readonly dialect: Dialect;
  readonly bindings: readonly Binding[];
  readonly names: NameIndex;
  /** The file's line end. */
  readonly newline: string;
  readonly text: (node: SyntaxNode) => string;
  /** Names of variables and parameters that can be read at a node, nearest first, at most eight. */
  readonly variables: (at: Visited) => readonly string[];
  /** The bindings of the function around a node, in source order. */
  readonly locals: (at: Visited) => readonly Binding[];
}

/** The scope of one file; everything it answers is computed from the tree given. */
export async function mutationScope(
  tree: SyntaxTree,
  clock: Pick<Clock, 'yield'>,
): Promise<MutationScope> {
  const bindings: Binding[] = [];
  const names = new NameGatherer(tree);
  await visitInTurns(tree.root, clock, (at) => {
    const binding = bindingAt(tree, at);
    if (binding) bindings.push(binding);
    names.add(at.node);
  });
  const variables = new Map<SyntaxNode, readonly string[]>();
  return {
    tree,
    dialect: dialectOf(tree.language),
    bindings,
    names: names.index,
    newline: tree.text.includes('\r\n') ? '\r\n' : '\n',
    text: (node) => nodeText(tree, node),
    variables: (at) => {
      const known = variables.get(at.node) ?? nearestNames(at, bindings);
      variables.set(at.node, known);
      return known;
    },
    locals: (at) => {
      const around = enclosing(at, FUNCTIONS)?.node;
      return bindings.filter((binding) => binding.function?.node === around);
    },
  };
}

function nearestNames(at: Visited, bindings: readonly Binding[]): readonly string[] {
  const functions = new Set<SyntaxNode | undefined>([undefined]);
  for (let around = enclosing(at, FUNCTIONS); around; around = enclosing(around, FUNCTIONS)) {
    functions.add(around.node);
  }
  if (FUNCTIONS.has(at.node.type)) functions.add(at.node);
  const distances = new Map<string, number>();
  for (const binding of bindings) {
    if (!functions.has(binding.function?.node) || RECEIVERS.has(binding.name)) continue;
    const outside = binding.function === undefined ? OUTSIDE_FUNCTION : 0;
    const distance = outside + Math.abs(binding.at.node.startRow - at.node.startRow);
    distances.set(binding.name, Math.min(distance, distances.get(binding.name) ?? Infinity));
  }
  const ordered = [...distances].sort(([, left], [, right]) => left - right);
  return ordered.slice(0, MOST_VARIABLES).map(([name]) => name);
}

/** The file's own variables come after all of the function's. */
const OUTSIDE_FUNCTION = 1_000_000;

/** Farther names are rarely meant, and each one multiplies the candidates. */
const MOST_VARIABLES = 8;

const RECEIVERS: ReadonlySet<string> = new Set(['self', 'cls', '_']);

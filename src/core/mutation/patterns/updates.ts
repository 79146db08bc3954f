import type { SyntaxNode } from '../../ports';
import { namedChildren, walk } from '../../syntax/nodes';
import type { Visited } from '../../syntax/nodes';
import { insertAt } from '../mutation';
import type { Mutation, Pattern } from '../mutation';
import type { MutationScope } from '../mutationScope';
import { BLOCKS, LOOPS } from '../roles';
import { insertionPoints } from '../insertionPoints';

/** An assignment, or a step by one, for a variable that a loop reads but never changes. */
export const missingUpdate: Pattern = function* (at, scope) {
  const block = LOOPS.has(at.node.type) ? bodyOf(at.node) : undefined;
  if (block === undefined) return;
  const stale = staleNames(at, scope);
  for (const name of stale) {
    const values = scope.variables({ node: block, parent: at }).filter((other) => other !== name);
    const updates = [
      `${name} += 1`,
      `${name} -= 1`,
      ...values.map((value) => `${name} = ${value}`),
    ];
    for (const update of updates) {
      yield* insertions(block, `${update}${scope.dialect.terminator}`, scope);
    }
  }
};

function insertions(
  block: SyntaxNode,
  statement: string,
  scope: MutationScope,
): readonly Mutation[] {
  return insertionPoints(block, scope).map(({ offset, before, after }) =>
    insertAt(offset, {
      pattern: 'missing-update',
      replacement: before + statement + after,
      description: `Run ${statement.replace(';', '')} in each turn of the loop.`,
    }),
  );
}

/** Names that get a value before the loop and are read, but not set, inside it. */
function staleNames(at: Visited, scope: MutationScope): readonly string[] {
  const locals = scope.locals(at).filter((binding) => binding.kind === 'assignment');
  const inside = locals.filter(({ at: { node } }) => contains(at.node, node));
  const changed = new Set(inside.map((binding) => binding.name));
  const before = locals.filter(({ at: { node } }) => node.end <= at.node.start);
  const read = new Set(
    [...walk(at.node)].map(({ node }) => (node.type === 'identifier' ? scope.text(node) : '')),
  );
  const names = new Set(before.map((binding) => binding.name));
  return [...names].filter((name) => !changed.has(name) && read.has(name));
}

function contains(outer: SyntaxNode, inner: SyntaxNode): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function bodyOf(loop: SyntaxNode): SyntaxNode | undefined {
  return namedChildren(loop).find((child) => BLOCKS.has(child.type));
}

import type { SyntaxNode, SyntaxTree } from '../ports';
import { fieldOf, nodeText, walk } from './nodes';

/** The names that the code below a node calls or constructs, each once, in order; of `a.b()` it is `b`. */
export function calledNames(tree: SyntaxTree, root: SyntaxNode): readonly string[] {
  const names = new Set<string>();
  for (const { node } of walk(root)) {
    const name = calledName(tree, node);
    if (name !== undefined) names.add(name);
  }
  return [...names];
}

/** The name that this very node calls, or undefined when it is no call or calls something without a name. */
export function calledName(tree: SyntaxTree, node: SyntaxNode): string | undefined {
  const callee = CALLEE_FIELDS.get(node.type);
  const target = callee === undefined ? undefined : fieldOf(node, callee);
  if (target === undefined) return undefined;
  if (target.type === 'identifier') return nodeText(tree, target);
  const member = fieldOf(target, target.type === 'attribute' ? 'attribute' : 'property');
  return member === undefined ? undefined : nodeText(tree, member);
}

const CALLEE_FIELDS: ReadonlyMap<string, string> = new Map([
  ['call_expression', 'function'],
  ['new_expression', 'constructor'],
  ['call', 'function'],
]);

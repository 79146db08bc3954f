import type { SyntaxNode, SyntaxTree } from '../ports';

/** A node together with the chain of nodes around it, innermost first. */
export interface Visited {
  readonly node: SyntaxNode;
  readonly parent: Visited | undefined;
}

/** The source text of a node. */
export function nodeText(tree: SyntaxTree, node: SyntaxNode): string {
  return tree.text.slice(node.start, node.end);
}

/** The first child in the given role, if any. */
export function fieldOf(node: SyntaxNode, field: string): SyntaxNode | undefined {
  return node.children.find((child) => child.field === field);
}

/** The children that are more than punctuation and keywords, without comments, in source order. */
export function namedChildren(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.filter((child) => child.named && child.type !== 'comment');
}

/**
 * A node and everything below it, parents before children, in source order; safe for any depth. What lies below a node
 * that is not entered is left out.
 */
export function* walk(
  root: SyntaxNode,
  isEntered: (node: SyntaxNode) => boolean = () => true,
): Generator<Visited, void, undefined> {
  const pending: Visited[] = [{ node: root, parent: undefined }];
  for (let visited = pending.pop(); visited !== undefined; visited = pending.pop()) {
    yield visited;
    if (!isEntered(visited.node)) continue;
    for (const child of visited.node.children.toReversed()) {
      pending.push({ node: child, parent: visited });
    }
  }
}

/** The closest node around `visited`, itself excluded, that has one of the types. */
export function enclosing(visited: Visited, types: ReadonlySet<string>): Visited | undefined {
  let around = visited.parent;
  while (around !== undefined && !types.has(around.node.type)) around = around.parent;
  return around;
}

/** The value of a plain string literal, or undefined for any other node (interpolated strings included). */
export function literalText(tree: SyntaxTree, node: SyntaxNode): string | undefined {
  if (node.type !== 'string' && node.type !== 'template_string') return undefined;
  const text = nodeText(tree, node);
  const opening = /^(?:"""|'''|["'`])/.exec(text)?.[0];
  const interpolated = node.children.some((child) => INTERPOLATIONS.has(child.type));
  if (opening === undefined || interpolated) return undefined;
  return text.slice(opening.length, -opening.length).replace(/\\(["'`\\])/g, '$1');
}

const INTERPOLATIONS: ReadonlySet<string> = new Set(['template_substitution', 'interpolation']);

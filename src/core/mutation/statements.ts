import type { SyntaxNode, SyntaxTree } from '../ports';
import { namedChildren } from '../syntax/nodes';
import type { Visited } from '../syntax/nodes';
import type { MutationScope } from './mutationScope';
import { BLOCKS } from './roles';

/** A statement of a block whose other statements stand on lines of their own. */
export interface Sibling {
  readonly block: SyntaxNode;
  readonly statements: readonly SyntaxNode[];
  readonly index: number;
}

/** The place of a statement among its siblings, or undefined when it is none, or shares its line. */
export function siblingOf(at: Visited, tree: SyntaxTree): Sibling | undefined {
  const block = at.parent?.node;
  if (block === undefined || !BLOCKS.has(block.type)) return undefined;
  const statements = namedChildren(block);
  const index = statements.indexOf(at.node);
  return index < 0 || !startsItsLine(at.node, tree) ? undefined : { block, statements, index };
}

/** Whether nothing but white space precedes a node on its line. */
export function startsItsLine(node: SyntaxNode, tree: SyntaxTree): boolean {
  return indentationOf(node, tree).trim() === '';
}

/** The text between the start of the line and a node. */
export function indentationOf(node: SyntaxNode, tree: SyntaxTree): string {
  return tree.text.slice(tree.text.lastIndexOf('\n', node.start - 1) + 1, node.start);
}

/** A line end followed by the indentation of a node. */
export function newLineLike(node: SyntaxNode, scope: MutationScope): string {
  return scope.newline + indentationOf(node, scope.tree);
}

/** The text of a statement as it reads at another depth. */
export function reindented(text: string, from: string, to: string): string {
  return text.replaceAll(`\n${from}`, `\n${to}`);
}

/** Whether a statement leaves its block, so that nothing after it runs. */
export function isJump(node: SyntaxNode): boolean {
  return JUMPS.has(node.type);
}

/** Whether a statement holds blocks of its own. */
export function isCompound(node: SyntaxNode): boolean {
  return COMPOUND.has(node.type);
}

const JUMPS: ReadonlySet<string> = new Set([
  'return_statement',
  'break_statement',
  'continue_statement',
  'raise_statement',
  'throw_statement',
]);

const COMPOUND: ReadonlySet<string> = new Set([
  'if_statement',
  'for_statement',
  'for_in_statement',
  'while_statement',
  'do_statement',
  'try_statement',
  'with_statement',
]);

import type { SyntaxNode } from '../../ports';
import { fieldOf } from '../../syntax/nodes';
import { brief } from '../mutation';
import type { Pattern } from '../mutation';
import { BLOCKS } from '../roles';
import { indentationOf, isCompound, newLineLike, reindented, siblingOf } from '../statements';

/** A block without one of its statements. */
export const deletedStatement: Pattern = function* (at, { tree, text }) {
  const sibling = siblingOf(at, tree);
  if (sibling === undefined || isDefinition(at.node)) return;
  const description = `Delete ${brief(text(at.node))}.`;
  const change = { pattern: 'deleted-statement', description } as const;
  const next = sibling.statements[sibling.index + 1];
  const previous = sibling.statements[sibling.index - 1];
  const { start, end } = at.node;
  if (next !== undefined) {
    yield { ...change, start, end: end + spaceAfter(tree.text.slice(end)), replacement: '' };
  } else if (previous !== undefined) {
    const before = tree.text.slice(previous.end, start).trimEnd();
    yield { ...change, start: previous.end + before.length, end, replacement: '' };
  } else yield { ...change, start, end, replacement: tree.language === 'python' ? 'pass' : '' };
};

/** Two neighbouring statements the other way round. */
export const swappedStatements: Pattern = function* (at, { tree, text }) {
  const sibling = siblingOf(at, tree);
  const next = sibling?.statements[sibling.index + 1];
  if (next === undefined || isDefinition(at.node) || isDefinition(next)) return;
  const between = tree.text.slice(at.node.end, next.start);
  if (between.trim() !== '') return;
  yield {
    start: at.node.start,
    end: next.end,
    replacement: text(next) + between + text(at.node),
    pattern: 'swapped-statements',
    description: `Run ${brief(text(next))} before ${brief(text(at.node))}.`,
  };
};

/** The last statement of a loop or a branch, moved behind it. */
export const movedOut: Pattern = function* (at, scope) {
  const { tree, text } = scope;
  const block = bodyOf(at.node);
  const last = block?.children.filter((child) => child.named).at(-1);
  const previous = block?.children.filter((child) => child.named).at(-2);
  if (last === undefined || previous === undefined || !areAdjacent(previous, last, tree.text))
    return;
  const moved = reindented(text(last), indentationOf(last, tree), indentationOf(at.node, tree));
  yield {
    start: previous.end,
    end: at.node.end,
    replacement: tree.text.slice(last.end, at.node.end) + newLineLike(at.node, scope) + moved,
    pattern: 'moved-statement',
    description: `Move ${brief(text(last))} behind the block that it ends.`,
  };
};

/** The statement behind a loop or a branch, moved to its end. */
export const movedIn: Pattern = function* (at, scope) {
  const { tree, text } = scope;
  const sibling = siblingOf(at, tree);
  const next = sibling?.statements[sibling.index + 1];
  const last = bodyOf(at.node)
    ?.children.filter((child) => child.named)
    .at(-1);
  if (last === undefined || next === undefined || !areAdjacent(at.node, next, tree.text)) return;
  const moved = reindented(text(next), indentationOf(at.node, tree), indentationOf(last, tree));
  yield {
    start: last.end,
    end: next.end,
    replacement: newLineLike(last, scope) + moved + tree.text.slice(last.end, at.node.end),
    pattern: 'moved-statement',
    description: `Move ${brief(text(next))} to the end of the block before it.`,
  };
};

function bodyOf(node: SyntaxNode): SyntaxNode | undefined {
  if (!isCompound(node) || fieldOf(node, 'alternative') !== undefined) return undefined;
  const body = fieldOf(node, 'body') ?? fieldOf(node, 'consequence');
  return body !== undefined && BLOCKS.has(body.type) ? body : undefined;
}

/** Nothing but white space lies between two statements, and they stand on different lines. */
function areAdjacent(first: SyntaxNode, second: SyntaxNode, text: string): boolean {
  const between = text.slice(first.end, second.start);
  return between.includes('\n') && between.trim() === '';
}

function spaceAfter(text: string): number {
  return text.length - text.trimStart().length;
}

function isDefinition(node: SyntaxNode): boolean {
  return DEFINITIONS.has(node.type);
}

const DEFINITIONS: ReadonlySet<string> = new Set([
  'function_definition',
  'class_definition',
  'decorated_definition',
  'function_declaration',
  'class_declaration',
]);

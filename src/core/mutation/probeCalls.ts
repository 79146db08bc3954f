import type { SyntaxNode, SyntaxTree } from '../ports';
import { fieldOf, namedChildren, nodeText, walk } from '../syntax/nodes';

/** More calls than these tell nothing new. */
const MAX_PROBES = 40;
/** Nodes that a literal argument may consist of. */
const LITERALS: ReadonlySet<string> = new Set([
  ...['number', 'integer', 'float', 'string', 'true', 'false', 'null', 'none', 'undefined'],
  ...['array', 'list', 'tuple', 'object', 'dictionary', 'pair', 'set'],
  ...['unary_expression', 'unary_operator', 'property_identifier', 'parenthesized_expression'],
  ...['string_fragment', 'string_content', 'string_start', 'string_end', 'escape_sequence'],
]);
const NUMBERS: ReadonlySet<string> = new Set(['number', 'integer', 'float']);
const COLLECTIONS: ReadonlySet<string> = new Set(['array', 'list']);

/**
 * Calls of a function with arguments near those that a file's code calls it with: numbers one more and one less, texts
 * and lists empty, shorter and turned round. The calls themselves come first; only literal arguments are varied.
 */
export function probeCalls(tree: SyntaxTree, name: string): readonly string[] {
  const calls = [...walk(tree.root)].flatMap(({ node }) => callOf(tree, node, name));
  const texts = calls.map((call) => nodeText(tree, call));
  const varied = calls.flatMap((call) => variants(tree, call));
  return [...new Set([...texts, ...varied])].slice(0, MAX_PROBES);
}

/** The node when it calls the function with nothing but literals. */
function callOf(tree: SyntaxTree, node: SyntaxNode, name: string): readonly SyntaxNode[] {
  const callee = fieldOf(node, 'function');
  const given = fieldOf(node, 'arguments');
  if (callee === undefined || given === undefined || nodeText(tree, callee) !== name) return [];
  const isLiteral = [...walk(given)].every(
    ({ node: each }) => each === given || !each.named || LITERALS.has(each.type),
  );
  return isLiteral && namedChildren(given).length > 0 ? [node] : [];
}

function variants(tree: SyntaxTree, call: SyntaxNode): readonly string[] {
  return [...walk(call)].flatMap(({ node }) =>
    otherTexts(tree, node).map(
      (text) =>
        tree.text.slice(call.start, node.start) + text + tree.text.slice(node.end, call.end),
    ),
  );
}

function otherTexts(tree: SyntaxTree, node: SyntaxNode): readonly string[] {
  const text = nodeText(tree, node);
  if (NUMBERS.has(node.type)) return numbersNear(Number(text));
  if (node.type === 'string') return textsNear(text);
  if (!COLLECTIONS.has(node.type)) return [];
  const items = namedChildren(node).map((item) => nodeText(tree, item));
  const lists = [[], items.slice(1), items.slice(0, -1), items.toReversed(), [...items, ...items]];
  return lists.map((list) => `[${list.join(', ')}]`);
}

function numbersNear(value: number): readonly string[] {
  if (!Number.isFinite(value)) return [];
  return [value + 1, value - 1, 0].filter((one) => one !== value).map(String);
}

/** Of a plain text in quotes; what has escapes is left alone. */
function textsNear(text: string): readonly string[] {
  const [, quote = '', inner = ''] = /^(["'])([^\\]*)\1$/.exec(text) ?? [];
  if (quote === '') return [];
  const others = ['', inner.slice(1), inner.slice(0, -1), Array.from(inner).toReversed().join('')];
  return others.map((one) => quote + one + quote);
}

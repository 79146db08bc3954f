import type { SyntaxNode } from '../../ports';
import { namedChildren } from '../../syntax/nodes';
import { brief, replaceNode } from '../mutation';
import type { Pattern } from '../mutation';
import type { MutationScope } from '../mutationScope';
import { isNumber } from '../roles';

/** A number one off, or one of the numbers that programs begin and end with. */
export const changedNumber: Pattern = function* ({ node }, { text }) {
  if (!isNumber(node)) return;
  const code = text(node);
  const value = Number(code.replaceAll('_', ''));
  if (!Number.isFinite(value)) return;
  for (const other of new Set([value + 1, value - 1, 0, 1, -1, -value, 2])) {
    if (Object.is(other, value) || Object.is(other, -0)) continue;
    const replacement = String(other);
    const description = `Use ${replacement} instead of ${code}.`;
    yield replaceNode(node, { pattern: 'changed-number', replacement, description });
  }
};

/** True for false and false for true. */
export const changedBoolean: Pattern = function* ({ node }, { text, dialect }) {
  if (node.type !== 'true' && node.type !== 'false') return;
  const replacement = node.type === 'true' ? dialect.no : dialect.yes;
  const description = `Use ${replacement} instead of ${text(node)}.`;
  yield replaceNode(node, { pattern: 'changed-boolean', replacement, description });
};

/** Another empty or minimal value: nothing, zero, an empty text or collection, a collection of one. */
export const changedLiteral: Pattern = function* (at, scope) {
  const { node } = at;
  if (at.parent?.node.type === 'expression_statement') return;
  const code = scope.text(node);
  const own = isEmpty(node, code) ? emptyValues(scope) : [];
  const singles = isList(node) && namedChildren(node).length === 0 ? scope.variables(at) : [];
  for (const replacement of [...own, ...singles.map((name) => `[${name}]`)]) {
    if (replacement === code) continue;
    const description = `Use ${brief(replacement)} instead of ${brief(code)}.`;
    yield replaceNode(node, { pattern: 'changed-literal', replacement, description });
  }
};

function isEmpty(node: SyntaxNode, code: string): boolean {
  return NOTHING.has(node.type) || EMPTY.has(code);
}

function isList(node: SyntaxNode): boolean {
  return node.type === 'list' || node.type === 'array';
}

function emptyValues({ dialect }: MutationScope): readonly string[] {
  return ['[]', '[[]]', "''", '0', '1', '{}', dialect.nothing, dialect.no, dialect.yes];
}

const NOTHING: ReadonlySet<string> = new Set(['none', 'null', 'undefined']);
const EMPTY: ReadonlySet<string> = new Set(['[]', '{}', "''", '""', '``', '[[]]', '()']);

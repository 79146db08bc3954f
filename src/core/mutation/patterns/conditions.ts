import type { SyntaxNode } from '../../ports';
import { fieldOf, walk } from '../../syntax/nodes';
import type { Visited } from '../../syntax/nodes';
import { brief, replaceNode } from '../mutation';
import type { Mutation, Pattern } from '../mutation';
import type { MutationScope } from '../mutationScope';
import { binaryParts, COMPARISONS, conditionOf, LOGICAL } from '../roles';

/** The opposite of a condition; a comparison has a plainer one, with another operator. */
export const negatedCondition: Pattern = function* ({ node }, { text, dialect }) {
  const condition = conditionOf(node);
  if (condition === undefined || hasOppositeOperator(condition)) return;
  const inner = negationOf(condition);
  const code = text(condition);
  const replacement =
    inner === undefined ? dialect.not(isSimple(condition) ? code : `(${code})`) : text(inner);
  const description = `Decide by ${brief(replacement)} instead of ${brief(code)}.`;
  yield replaceNode(condition, { pattern: 'negated-condition', replacement, description });
};

/** A condition with one more clause: about what it looks into being there, or about another variable. */
export const otherClause: Pattern = function* (at, scope) {
  const condition = conditionOf(at.node);
  if (condition === undefined || LITERALS.has(condition.type)) return;
  const { dialect } = scope;
  const looked = receiversIn(condition, scope);
  const others = scope.variables(at);
  for (const name of new Set([...looked, ...others])) {
    for (const clause of [dialect.isSomething(name), name]) {
      yield joined(condition, { how: 'stronger', clause }, scope);
    }
    for (const clause of [dialect.isNothing(name), dialect.isEmpty(name)]) {
      yield joined(condition, { how: 'weaker', clause }, scope);
    }
  }
};

/** A variable in the place of a condition that is always true or false. */
export const constantCondition: Pattern = function* (at, scope) {
  const condition = conditionOf(at.node);
  if (condition === undefined || !LITERALS.has(condition.type)) return;
  for (const name of scope.variables(at)) {
    const description = `Decide by ${name} instead of ${scope.text(condition)}.`;
    yield replaceNode(condition, { pattern: 'constant-condition', replacement: name, description });
  }
};

function joined(
  condition: SyntaxNode,
  { how, clause }: { readonly how: 'stronger' | 'weaker'; readonly clause: string },
  { dialect, text }: MutationScope,
): Mutation {
  const operator = how === 'stronger' ? dialect.and : dialect.or;
  const parts = binaryParts(condition);
  const mixed =
    parts !== undefined && LOGICAL.has(parts.operator.type) && text(parts.operator) !== operator;
  const own = mixed || LOOSE.has(condition.type) ? `(${text(condition)})` : text(condition);
  return replaceNode(condition, {
    pattern: `${how}-condition`,
    replacement: `${clause} ${operator} ${own}`,
    description: `Decide by ${brief(clause)} ${operator} ${brief(text(condition))}.`,
  });
}

/** What a condition reads a member or an element of, so that it fails when that is missing. */
function receiversIn(condition: SyntaxNode, { text }: MutationScope): readonly string[] {
  const receivers = [...walk(condition)].map(({ node }: Visited) =>
    MEMBERS.has(node.type) ? (fieldOf(node, 'object') ?? fieldOf(node, 'value')) : undefined,
  );
  return receivers.flatMap((node) => (node !== undefined && isSimple(node) ? [text(node)] : []));
}

function negationOf(condition: SyntaxNode): SyntaxNode | undefined {
  const isNegation =
    condition.type === 'not_operator' ||
    (condition.type === 'unary_expression' && fieldOf(condition, 'operator')?.type === '!');
  return isNegation ? fieldOf(condition, 'argument') : undefined;
}

function hasOppositeOperator(condition: SyntaxNode): boolean {
  const operator = binaryParts(condition)?.operator.type;
  return operator !== undefined && operator !== 'instanceof' && COMPARISONS.has(operator);
}

function isSimple(node: SyntaxNode): boolean {
  return SIMPLE.has(node.type);
}

const LITERALS: ReadonlySet<string> = new Set(['true', 'false', 'integer', 'number']);
const LOOSE: ReadonlySet<string> = new Set([
  'ternary_expression',
  'conditional_expression',
  'assignment_expression',
  'named_expression',
]);
const MEMBERS: ReadonlySet<string> = new Set([
  'attribute',
  'member_expression',
  'subscript',
  'subscript_expression',
]);
const SIMPLE: ReadonlySet<string> = new Set([
  'identifier',
  'attribute',
  'member_expression',
  'subscript',
  'subscript_expression',
  'call',
  'call_expression',
  'parenthesized_expression',
]);

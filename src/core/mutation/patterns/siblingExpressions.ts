import type { SyntaxNode } from '../../ports';
import { enclosing, walk, type Visited } from '../../syntax/nodes';
import { brief, replaceNode } from '../mutation';
import type { Pattern } from '../mutation';
import type { MutationScope } from '../mutationScope';
import { FUNCTIONS, mayBeNumber, roleOf } from '../roles';

/**
 * An element, a member or a result that the function reads elsewhere, in the place of an expression: much of what a fix
 * needs stands nearby (the plastic surgery hypothesis, E. Barr et al., FSE 2014).
 */
export const siblingExpression: Pattern = function* (at, scope) {
  const role = roleOf(at);
  if (role === undefined || !mayBeNumber(at.node)) return;
  const own = scope.text(at.node);
  for (const replacement of nearestSiblings(at, scope)) {
    if (replacement === own) continue;
    const description = `Use ${brief(replacement)} instead of ${brief(own)}.`;
    yield replaceNode(at.node, { pattern: 'sibling-expression', replacement, description });
  }
};

/** Farther ones are rarely meant, and each one multiplies the candidates. */
const MOST_SIBLINGS = 6;
/** Longer expressions, in characters, are no ingredients but statements of their own. */
const LONGEST = 40;

function nearestSiblings(at: Visited, { text }: MutationScope): readonly string[] {
  const around = enclosing(at, FUNCTIONS)?.node;
  if (around === undefined) return [];
  const others = [...walk(around)].filter((one) => isIngredient(one, at.node));
  const distance = ({ node }: Visited): number => Math.abs(node.start - at.node.start);
  const nearest = others.sort((one, other) => distance(one) - distance(other));
  const texts = nearest.map(({ node }) => text(node)).filter((one) => one.length <= LONGEST);
  return [...new Set(texts)].slice(0, MOST_SIBLINGS);
}

/** Not the node itself, nothing around it, and no callee or target of an assignment. */
function isIngredient({ node, parent }: Visited, own: SyntaxNode): boolean {
  if (!INGREDIENTS.has(node.type) || (node.start <= own.start && own.end <= node.end)) return false;
  return !NOT_READ.has(`${parent?.node.type ?? ''}.${node.field ?? ''}`);
}

const INGREDIENTS: ReadonlySet<string> = new Set([
  ...['member_expression', 'subscript_expression', 'call_expression'],
  ...['attribute', 'subscript', 'call'],
]);
const NOT_READ: ReadonlySet<string> = new Set([
  ...['call_expression.function', 'call.function', 'new_expression.constructor'],
  ...['assignment_expression.left', 'augmented_assignment_expression.left'],
  ...['assignment.left', 'augmented_assignment.left', 'expression_statement.'],
]);

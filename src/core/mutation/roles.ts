import type { SyntaxNode } from '../ports';
import { fieldOf, namedChildren } from '../syntax/nodes';
import type { Visited } from '../syntax/nodes';

/** An expression of two operands. */
export interface BinaryParts {
  readonly left: SyntaxNode;
  readonly operator: SyntaxNode;
  readonly right: SyntaxNode;
}

/** The operands of a comparison, an arithmetic or a logical expression; of no chain such as `a < b < c`. */
export function binaryParts(node: SyntaxNode): BinaryParts | undefined {
  if (!BINARY.has(node.type)) return undefined;
  const [left, operator, right, ...rest] = node.children.filter(
    (child) => child.type !== 'comment',
  );
  if (left === undefined || operator === undefined || right === undefined) return undefined;
  return rest.length > 0 ? undefined : { left, operator, right };
}

/** A call or construction with its arguments in parentheses. */
export interface CallParts {
  readonly callee: SyntaxNode;
  /** The list with its parentheses. */
  readonly list: SyntaxNode;
  readonly given: readonly SyntaxNode[];
}

/** The parts of a call, or undefined for every other node. */
export function callParts(node: SyntaxNode): CallParts | undefined {
  const callee = calleeOf(node);
  const list = fieldOf(node, 'arguments');
  if (callee === undefined || list === undefined || !ARGUMENT_LISTS.has(list.type))
    return undefined;
  return { callee, list, given: namedChildren(list) };
}

/** What a call calls, also when its only argument is a generator without parentheses of its own. */
export function calleeOf(node: SyntaxNode): SyntaxNode | undefined {
  return CALLS.has(node.type)
    ? (fieldOf(node, 'function') ?? fieldOf(node, 'constructor'))
    : undefined;
}

/** The condition that a statement or expression decides by, without the parentheses around it. */
export function conditionOf(node: SyntaxNode): SyntaxNode | undefined {
  if (node.type === 'conditional_expression') return namedChildren(node)[1];
  if (node.type === 'if_clause') return namedChildren(node)[0];
  if (!CONDITIONALS.has(node.type)) return undefined;
  const condition = node.children.find((child) => child.field === 'condition' && child.named);
  return condition?.type === 'parenthesized_expression' ? namedChildren(condition)[0] : condition;
}

/** What an expression is for. */
export type Role =
  | 'returned'
  | 'yielded'
  | 'assigned'
  | 'argument'
  | 'compared'
  | 'index'
  | 'bound'
  | 'iterated'
  | 'operand';

/** What the expression at `at` is for, or undefined when it has none of these roles. */
export function roleOf(at: Visited): Role | undefined {
  const around = at.parent?.node;
  if (around === undefined || !at.node.named) return undefined;
  const parts = binaryParts(around);
  if (parts !== undefined) return operandRole(around, parts);
  const byField = ROLES.get(`${around.type}.${at.node.field ?? ''}`);
  return byField ?? ROLES.get(around.type);
}

function operandRole(node: SyntaxNode, { operator }: BinaryParts): Role | undefined {
  if (node.type === 'comparison_operator' || COMPARISONS.has(operator.type)) return 'compared';
  return LOGICAL.has(operator.type) ? undefined : 'operand';
}

/** Whether an expression is a literal of numbers, such as `0` or `1.5`. */
export function isNumber(node: SyntaxNode): boolean {
  return NUMBERS.has(node.type);
}

/** Whether a value of this kind can take part in arithmetic and is no literal. */
export function mayBeNumber(node: SyntaxNode): boolean {
  return (
    NUMERIC.has(node.type) ||
    (binaryParts(node) !== undefined && node.type !== 'comparison_operator')
  );
}

/** Operators that compare. */
export const COMPARISONS: ReadonlySet<string> = new Set([
  ...['<', '<=', '>', '>=', '==', '!=', '===', '!==', 'is', 'is not', 'in', 'not in', 'instanceof'],
]);

/** Operators that join conditions. */
export const LOGICAL: ReadonlySet<string> = new Set(['and', 'or', '&&', '||', '??']);

/** Nodes that hold a list of statements. */
export const BLOCKS: ReadonlySet<string> = new Set(['block', 'statement_block']);

/** Nodes that repeat their body. */
export const LOOPS: ReadonlySet<string> = new Set([
  'for_statement',
  'for_in_statement',
  'while_statement',
  'do_statement',
]);

/** Nodes that are a function with a body. */
export const FUNCTIONS: ReadonlySet<string> = new Set([
  'function_definition',
  'function_declaration',
  'generator_function_declaration',
  'function_expression',
  'generator_function',
  'method_definition',
  'arrow_function',
  'lambda',
]);

const BINARY: ReadonlySet<string> = new Set([
  'binary_expression',
  'binary_operator',
  'boolean_operator',
  'comparison_operator',
]);

const CALLS: ReadonlySet<string> = new Set(['call', 'call_expression', 'new_expression']);
const ARGUMENT_LISTS: ReadonlySet<string> = new Set(['argument_list', 'arguments']);
const NUMBERS: ReadonlySet<string> = new Set(['integer', 'float', 'number']);

const NUMERIC: ReadonlySet<string> = new Set([
  'identifier',
  'attribute',
  'member_expression',
  'subscript',
  'subscript_expression',
  'call',
  'call_expression',
]);

const CONDITIONALS: ReadonlySet<string> = new Set([
  'if_statement',
  'elif_clause',
  'while_statement',
  'do_statement',
  'for_statement',
  'ternary_expression',
]);

const ROLES: ReadonlyMap<string, Role> = new Map([
  ['return_statement', 'returned'],
  ['arrow_function.body', 'returned'],
  ['lambda.body', 'returned'],
  ['yield', 'yielded'],
  ['yield_expression', 'yielded'],
  ['assignment.right', 'assigned'],
  ['augmented_assignment.right', 'assigned'],
  ['assignment_expression.right', 'assigned'],
  ['augmented_assignment_expression.right', 'assigned'],
  ['variable_declarator.value', 'assigned'],
  ['argument_list', 'argument'],
  ['arguments', 'argument'],
  ['keyword_argument.value', 'argument'],
  ['subscript.subscript', 'index'],
  ['subscript_expression.index', 'index'],
  ['slice', 'bound'],
  ['for_statement.right', 'iterated'],
  ['for_in_statement.right', 'iterated'],
  ['for_in_clause.right', 'iterated'],
]);

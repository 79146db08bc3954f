import type { SyntaxNode } from '../../ports';
import { fieldOf } from '../../syntax/nodes';
import { brief, replaceNode } from '../mutation';
import type { Change, Mutation, Pattern } from '../mutation';
import type { PatternName } from '../patternPriors';
import { binaryParts } from '../roles';

/** Another operator: of comparison, arithmetic, logic or assignment. */
export const otherOperator: Pattern = function* ({ node }, scope) {
  for (const operator of operatorsOf(node)) {
    for (const [pattern, table] of TABLES) {
      for (const replacement of table.get(operator.type) ?? []) {
        yield replaceNode(operator, operatorChange(pattern, operator.type, replacement));
      }
    }
  }
  yield* assignmentOperators(
    node,
    scope.bindings.some((binding) => binding.at.node === fieldOf(node, 'left')),
  );
};

/** The operands of an operator the other way round. */
export const swappedOperands: Pattern = function* ({ node }, { text }) {
  const parts = binaryParts(node);
  if (parts === undefined || !ORDERED.has(parts.operator.type)) return;
  const replacement = `${text(parts.right)} ${text(parts.operator)} ${text(parts.left)}`;
  const description = `Swap the operands: ${brief(replacement)}.`;
  yield replaceNode(node, { pattern: 'swapped-operands', replacement, description });
};

/** One of two operands alone. */
export const droppedOperand: Pattern = function* ({ node }, { text }) {
  const parts = binaryParts(node);
  if (parts === undefined) return;
  const pattern = JOINS.get(parts.operator.type) ?? 'dropped-operand';
  for (const [kept, dropped] of [
    [parts.left, parts.right],
    [parts.right, parts.left],
  ] as const) {
    const description = `Leave out ${brief(text(dropped))} beside ${brief(text(kept))}.`;
    yield replaceNode(node, { pattern, replacement: text(kept), description });
  }
};

function operatorsOf(node: SyntaxNode): readonly SyntaxNode[] {
  const [operator] = node.children.filter(
    (child) => child.field === 'operator' || child.type === '=',
  );
  if (node.type === 'comparison_operator') {
    return node.children.filter((child) => child.field === 'operators');
  }
  const parts = binaryParts(node);
  if (parts !== undefined) return [parts.operator];
  return operator === undefined || !ASSIGNMENTS.has(node.type) ? [] : [operator];
}

function* assignmentOperators(node: SyntaxNode, isVariable: boolean): Iterable<Mutation> {
  if (!PLAIN_ASSIGNMENTS.has(node.type) || fieldOf(node, 'type') !== undefined) return;
  const operator = node.children.find((child) => child.type === '=');
  if (operator === undefined || (!isVariable && fieldOf(node, 'right') === undefined)) return;
  for (const replacement of ['+=', '-=']) {
    yield replaceNode(operator, operatorChange('assignment-operator', '=', replacement));
  }
}

function operatorChange(pattern: PatternName, old: string, replacement: string): Change {
  const verb = pattern.startsWith('comparison') ? 'Compare with' : 'Use';
  return { pattern, replacement, description: `${verb} ${replacement} instead of ${old}.` };
}

const PLAIN_ASSIGNMENTS: ReadonlySet<string> = new Set(['assignment', 'assignment_expression']);

const ASSIGNMENTS: ReadonlySet<string> = new Set([
  'augmented_assignment',
  'augmented_assignment_expression',
  'update_expression',
]);

/** Operators whose operands mean something else when swapped; comparisons are covered by their direction. */
const ORDERED: ReadonlySet<string> = new Set(['+', '-', '/', '//', '%', '**', '<<', '>>', 'in']);

const JOINS: ReadonlyMap<string, PatternName> = new Map([
  ['and', 'weaker-condition'],
  ['&&', 'weaker-condition'],
  ['or', 'stronger-condition'],
  ['||', 'stronger-condition'],
]);

type Table = ReadonlyMap<string, readonly string[]>;

const BOUNDARIES: Table = new Map([
  ['<', ['<=']],
  ['<=', ['<']],
  ['>', ['>=']],
  ['>=', ['>']],
]);

const DIRECTIONS: Table = new Map([
  ['<', ['>', '>=']],
  ['<=', ['>=', '>']],
  ['>', ['<', '<=']],
  ['>=', ['<=', '<']],
]);

const EQUALITIES: Table = new Map([
  ['==', ['!=', '<=', '>=']],
  ['!=', ['==', '<', '>']],
  ['===', ['!==', '<=', '>=']],
  ['!==', ['===', '<', '>']],
  ['<', ['!=']],
  ['>', ['!=']],
  ['<=', ['==']],
  ['>=', ['==']],
  ['is', ['is not', '==']],
  ['is not', ['is', '!=']],
  ['in', ['not in']],
  ['not in', ['in']],
]);

const ARITHMETIC: Table = new Map([
  ['+', ['-', '*']],
  ['-', ['+']],
  ['*', ['+', '/', '**']],
  ['/', ['*', '//', '%']],
  ['//', ['/', '%']],
  ['%', ['//', '/', '*']],
  ['**', ['*']],
  ['&', ['|', '^']],
  ['|', ['&', '^']],
  ['^', ['&', '|']],
  ['<<', ['>>']],
  ['>>', ['<<', '>>>']],
]);

const LOGIC: Table = new Map([
  ['and', ['or']],
  ['or', ['and']],
  ['&&', ['||']],
  ['||', ['&&', '??']],
  ['??', ['||']],
]);

const AUGMENTED: Table = new Map([
  ['+=', ['-=', '=']],
  ['-=', ['+=', '=']],
  ['*=', ['+=', '/=', '=']],
  ['/=', ['*=', '//=', '=']],
  ['//=', ['/=', '%=', '=']],
  ['%=', ['//=', '=']],
  ['**=', ['*=']],
  ['&=', ['|=', '^=']],
  ['|=', ['&=', '^=', '=']],
  ['^=', ['&=', '|=']],
  ['<<=', ['>>=']],
  ['>>=', ['<<=']],
  ['++', ['--']],
  ['--', ['++']],
]);

const TABLES: readonly (readonly [PatternName, Table])[] = [
  ['comparison-boundary', BOUNDARIES],
  ['comparison-direction', DIRECTIONS],
  ['comparison-equality', EQUALITIES],
  ['arithmetic-operator', ARITHMETIC],
  ['logical-operator', LOGIC],
  ['assignment-operator', AUGMENTED],
];

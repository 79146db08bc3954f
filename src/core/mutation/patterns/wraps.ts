import { fieldOf } from '../../syntax/nodes';
import { brief, replaceNode } from '../mutation';
import type { Pattern } from '../mutation';
import { mayBeNumber, roleOf } from '../roles';

/** The larger or the smaller of a value and another: what it was before, zero, or a variable. */
export const boundedValue: Pattern = function* (at, scope) {
  const role = roleOf(at);
  if ((role !== 'assigned' && role !== 'returned') || !mayBeNumber(at.node)) return;
  const own = scope.text(at.node);
  const target = at.parent === undefined ? undefined : fieldOf(at.parent.node, 'left');
  const before = target === undefined ? [] : [scope.text(target)];
  for (const bound of new Set([...before, '0', ...scope.variables(at)])) {
    if (bound === own) continue;
    for (const which of ['max', 'min'] as const) {
      const replacement = scope.dialect.extreme(which, [bound, own]);
      const larger = which === 'max' ? 'larger' : 'smaller';
      const description = `Take the ${larger} of ${brief(bound)} and ${brief(own)}.`;
      yield replaceNode(at.node, { pattern: 'bounded-value', replacement, description });
    }
  }
};

/** A value converted or measured by a common function. */
export const wrappedExpression: Pattern = function* (at, { text, dialect }) {
  const role = roleOf(at);
  if (role === undefined || role === 'index' || !mayBeNumber(at.node)) return;
  const own = text(at.node);
  for (const name of dialect.conversions) {
    const replacement = `${name}(${own})`;
    const description = `Use ${brief(replacement)} instead of ${brief(own)}.`;
    yield replaceNode(at.node, { pattern: 'wrapped-expression', replacement, description });
  }
};

/** A value with one more term: a variable of the scope added, subtracted or multiplied. */
export const missingTerm: Pattern = function* (at, scope) {
  const role = roleOf(at);
  if (role === undefined || role === 'iterated' || !mayBeNumber(at.node)) return;
  const own = scope.text(at.node);
  const factor = TERMS.has(at.node.type) ? own : `(${own})`;
  for (const name of scope.variables(at).slice(0, MOST_TERMS)) {
    for (const replacement of [`${own} + ${name}`, `${own} - ${name}`, `${factor} * ${name}`]) {
      const description = `Use ${brief(replacement)} instead of ${brief(own)}.`;
      yield replaceNode(at.node, { pattern: 'missing-term', replacement, description });
    }
  }
};

/** Three candidates each: nearer variables are likelier terms. */
const MOST_TERMS = 5;

const TERMS: ReadonlySet<string> = new Set([
  'identifier',
  'attribute',
  'member_expression',
  'subscript',
  'subscript_expression',
  'call',
  'call_expression',
]);

import { fieldOf, namedChildren } from '../../syntax/nodes';
import { brief, insertAt, replaceNode } from '../mutation';
import type { Pattern } from '../mutation';
import { callParts, roleOf } from '../roles';

/** Another result: a variable of the scope, or the state of one where true or false is returned. */
export const otherResult: Pattern = function* (at, scope) {
  const role = roleOf(at);
  if (role !== 'returned' && role !== 'yielded') return;
  const { dialect } = scope;
  const own = scope.text(at.node);
  const decides = BOOLEANS.has(at.node.type);
  for (const name of scope.variables(at).filter((variable) => variable !== own)) {
    const states = [dialect.equals(name, '0'), dialect.isEmpty(name), dialect.isNothing(name)];
    for (const replacement of decides ? [...states, name] : [name]) {
      const description = `Return ${replacement} instead of ${brief(own)}.`;
      yield replaceNode(at.node, { pattern: 'return-expression', replacement, description });
    }
  }
};

/** A result joined with a variable that would be lost otherwise. */
export const combinedResult: Pattern = function* (at, scope) {
  if (roleOf(at) !== 'returned' || BOOLEANS.has(at.node.type)) return;
  const own = scope.text(at.node);
  for (const name of scope.variables(at).filter((variable) => variable !== own)) {
    for (const replacement of [`${name} + ${own}`, `${own} + ${name}`]) {
      const description = `Return ${brief(replacement)}.`;
      yield replaceNode(at.node, { pattern: 'combined-result', replacement, description });
    }
  }
};

/** The result of a call that is dropped, returned. */
export const missingReturn: Pattern = function* ({ node }, { text }) {
  if (node.type !== 'expression_statement') return;
  const [inner] = namedChildren(node);
  if (inner === undefined || !RESULTS.has(inner.type)) return;
  const description = `Return the result of ${brief(text(inner))}.`;
  yield insertAt(node.start, { pattern: 'missing-return', replacement: 'return ', description });
};

/** An item instead of the generator that a call makes of it, and the generator's items instead of itself. */
export const generatorResult: Pattern = function* ({ node }, { text, tree }) {
  const [value] =
    node.type === 'yield' || node.type === 'yield_expression' ? namedChildren(node) : [];
  if (value === undefined || callParts(value) === undefined) return;
  const delegating = tree.language === 'python' ? 'from ' : '*';
  const delegates = /^yield\s*(?:from|\*)/.test(text(node));
  if (delegates) return;
  const description = `Yield each item of ${brief(text(value))}.`;
  const offset = tree.language === 'python' ? value.start : node.start + 'yield'.length;
  yield insertAt(offset, { pattern: 'generator-result', replacement: delegating, description });
};

/** The argument of a call instead of the call. */
export const unwrappedCall: Pattern = function* (at, { text }) {
  const call = callParts(at.node);
  if (
    call === undefined ||
    (roleOf(at) === undefined && fieldOf(at.node, 'arguments') === undefined)
  )
    return;
  for (const argument of call.given.slice(0, 2)) {
    const description = `Use ${brief(text(argument))} without the call of ${brief(text(call.callee))}.`;
    yield replaceNode(at.node, {
      pattern: 'unwrapped-call',
      replacement: text(argument),
      description,
    });
  }
};

const BOOLEANS: ReadonlySet<string> = new Set(['true', 'false']);

const RESULTS: ReadonlySet<string> = new Set([
  'call',
  'call_expression',
  'await',
  'await_expression',
  'binary_expression',
  'binary_operator',
  'identifier',
  'comparison_operator',
  'ternary_expression',
]);

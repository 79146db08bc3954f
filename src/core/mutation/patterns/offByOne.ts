import type { SyntaxNode } from '../../ports';
import { brief, insertAt, replaceNode } from '../mutation';
import type { Pattern } from '../mutation';
import { binaryParts, callParts, isNumber, mayBeNumber, roleOf } from '../roles';
import type { Role } from '../roles';

/** One more or one less, at a bound, an index, an operand of a comparison, an argument or a result. */
export const offByOne: Pattern = function* (at, { text }) {
  const role = roleOf(at);
  if (role === undefined || !COUNTED.has(role) || !mayBeNumber(at.node)) return;
  if (hasNumber(at.node) || (at.parent !== undefined && hasNumber(at.parent.node))) return;
  const code = text(at.node);
  for (const replacement of [`${code} - 1`, `${code} + 1`]) {
    const description = `Use ${brief(replacement)} instead of ${brief(code)}.`;
    yield replaceNode(at.node, { pattern: 'off-by-one', replacement, description });
  }
};

/** A range that starts at 1 instead of 0. */
export const rangeStart: Pattern = function* ({ node }, { text }) {
  const call = callParts(node);
  const [end] = call?.given ?? [];
  if (call?.given.length !== 1 || end === undefined || text(call.callee) !== 'range') return;
  const description = `Count from 1 up to ${brief(text(end))}.`;
  yield insertAt(end.start, { pattern: 'off-by-one', replacement: '1, ', description });
};

/** Beside a number, one more or less is another number. */
function hasNumber(node: SyntaxNode): boolean {
  const parts = binaryParts(node);
  return parts !== undefined && (isNumber(parts.left) || isNumber(parts.right));
}

const COUNTED: ReadonlySet<Role> = new Set<Role>([
  'index',
  'bound',
  'compared',
  'argument',
  'operand',
  'returned',
  'assigned',
]);

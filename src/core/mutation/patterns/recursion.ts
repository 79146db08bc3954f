import { enclosing, fieldOf } from '../../syntax/nodes';
import { calledName } from '../../syntax/calledNames';
import { brief, replaceNode } from '../mutation';
import type { Pattern } from '../mutation';
import { callParts, FUNCTIONS, isNumber } from '../roles';

/** Another argument for the call of a function by itself: a step smaller, or less by a variable. */
export const recursionArgument: Pattern = function* (at, scope) {
  const call = callParts(at.node);
  const around = enclosing(at, FUNCTIONS);
  const name =
    around && (fieldOf(around.node, 'name') ?? fieldOf(around.parent?.node ?? around.node, 'name'));
  if (call === undefined || name === undefined) return;
  if (calledName(scope.tree, at.node) !== scope.text(name)) return;
  const { part } = scope.dialect;
  for (const argument of call.given.filter((given) => !isNumber(given))) {
    const own = scope.text(argument);
    const others = scope.variables(at).filter((variable) => variable !== own);
    const lesser = others.flatMap((variable) => [`${own} - ${variable}`, `${own} + ${variable}`]);
    for (const replacement of [
      `${own} - 1`,
      `${own} + 1`,
      part(own, '1', ''),
      part(own, '', '-1'),
      ...lesser,
    ]) {
      const description = `Call itself with ${brief(replacement)} instead of ${brief(own)}.`;
      yield replaceNode(argument, { pattern: 'recursion-argument', replacement, description });
    }
  }
};

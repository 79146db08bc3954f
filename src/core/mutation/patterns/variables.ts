import type { SyntaxNode } from '../../ports';
import { enclosing } from '../../syntax/nodes';
import type { Visited } from '../../syntax/nodes';
import { bindingKind } from '../bindings';
import { brief, replaceNode } from '../mutation';
import type { Pattern } from '../mutation';
import { isNumber, roleOf } from '../roles';

/** Another variable of the scope in the place of one that is read or assigned. */
export const otherVariable: Pattern = function* (at, scope) {
  if (!isVariable(at)) return;
  const own = scope.text(at.node);
  for (const name of scope.variables(at)) {
    if (name === own) continue;
    const replacement = at.node.type === 'identifier' ? name : `${own}: ${name}`;
    const description = `Use ${name} instead of ${own}.`;
    yield replaceNode(at.node, { pattern: 'other-variable', replacement, description });
  }
};

/** A variable of the scope in the place of a literal, an element or a result of a call. */
export const variableForExpression: Pattern = function* (at, scope) {
  if (roleOf(at) === undefined || !(isNumber(at.node) || REPLACED.has(at.node.type))) return;
  const own = scope.text(at.node);
  for (const name of scope.variables(at)) {
    const description = `Use ${name} instead of ${brief(own)}.`;
    yield replaceNode(at.node, { pattern: 'missing-term', replacement: name, description });
  }
};

/** Whether a node reads a variable; names of functions, types, members and parameters are none. */
function isVariable(at: Visited): boolean {
  if (!VARIABLES.has(at.node.type) || at.parent === undefined) return false;
  const around = at.parent.node;
  const kind = bindingKind(at);
  if (kind === 'parameter' || (kind !== undefined && DECLARING.has(around.type))) return false;
  if (enclosing(at, NOT_VALUES) !== undefined || NOT_VALUES.has(around.type)) return false;
  return !NAMING.has(`${around.type}.${at.node.field ?? ''}`) && !isCallee(at.node, around);
}

function isCallee(node: SyntaxNode, around: SyntaxNode): boolean {
  return around.type !== 'keyword_argument' && CALLEE_ROLES.has(node.field ?? '');
}

const VARIABLES: ReadonlySet<string> = new Set(['identifier', 'shorthand_property_identifier']);
const CALLEE_ROLES: ReadonlySet<string> = new Set(['function', 'constructor']);
const DECLARING: ReadonlySet<string> = new Set(['variable_declarator', 'for_in_clause']);

const NOT_VALUES: ReadonlySet<string> = new Set([
  'import_statement',
  'import_from_statement',
  'type',
  'type_annotation',
  'decorator',
  'export_specifier',
]);

const NAMING: ReadonlySet<string> = new Set([
  'keyword_argument.name',
  'attribute.attribute',
  'function_definition.name',
  'class_definition.name',
  'function_declaration.name',
  'class_declaration.name',
]);

const REPLACED: ReadonlySet<string> = new Set([
  'call',
  'call_expression',
  'subscript',
  'subscript_expression',
  'none',
  'null',
  'undefined',
]);

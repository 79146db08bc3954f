import type { SyntaxTree } from '../ports';
import { enclosing, nodeText, walk } from '../syntax/nodes';
import type { Visited } from '../syntax/nodes';
import { FUNCTIONS } from './roles';

/** A place where a name gets a value; `function` is the innermost function around it. */
export interface Binding {
  readonly name: string;
  readonly at: Visited;
  readonly function: Visited | undefined;
  readonly kind: 'parameter' | 'loop' | 'assignment';
}

/** Every place of a file that gives a parameter or variable its value, in source order. */
export function bindingsOf(tree: SyntaxTree): readonly Binding[] {
  const bindings: Binding[] = [];
  for (const at of walk(tree.root)) {
    const binding = bindingAt(tree, at);
    if (binding) bindings.push(binding);
  }
  return bindings;
}

/** The value that a node gives to a parameter or variable; undefined for any other node. */
export function bindingAt(tree: SyntaxTree, at: Visited): Binding | undefined {
  const kind = bindingKind(at);
  if (kind === undefined) return undefined;
  return { name: nodeText(tree, at.node), at, function: enclosing(at, FUNCTIONS), kind };
}

/** How a name gets a value here, or undefined when it is read, or is no variable. */
export function bindingKind(at: Visited): Binding['kind'] | undefined {
  if (!NAMES.has(at.node.type)) return undefined;
  let inner = at;
  while (inner.parent !== undefined && passesThrough(inner, inner.parent)) inner = inner.parent;
  const around = inner.parent?.node;
  if (around === undefined) return undefined;
  return KINDS.get(`${around.type}.${inner.node.field ?? ''}`) ?? KINDS.get(around.type);
}

function passesThrough(inner: Visited, outer: Visited): boolean {
  const role = PATTERN_ROLES.get(outer.node.type);
  return role !== undefined && (role === '' || role === inner.node.field);
}

const NAMES: ReadonlySet<string> = new Set(['identifier', 'shorthand_property_identifier_pattern']);

/** Patterns around a bound name, with the role that the name must have in them. */
const PATTERN_ROLES: ReadonlyMap<string, string> = new Map([
  ['pattern_list', ''],
  ['tuple_pattern', ''],
  ['list_pattern', ''],
  ['list_splat_pattern', ''],
  ['dictionary_splat_pattern', ''],
  ['object_pattern', ''],
  ['array_pattern', ''],
  ['rest_pattern', ''],
  ['pair_pattern', 'value'],
  ['assignment_pattern', 'left'],
  ['object_assignment_pattern', 'left'],
]);

const KINDS: ReadonlyMap<string, Binding['kind']> = new Map([
  ['parameters', 'parameter'],
  ['lambda_parameters', 'parameter'],
  ['formal_parameters', 'parameter'],
  ['typed_parameter.', 'parameter'],
  ['default_parameter.name', 'parameter'],
  ['typed_default_parameter.name', 'parameter'],
  ['required_parameter.pattern', 'parameter'],
  ['optional_parameter.pattern', 'parameter'],
  ['arrow_function.parameter', 'parameter'],
  ['catch_clause.parameter', 'assignment'],
  ['for_statement.left', 'loop'],
  ['for_in_statement.left', 'loop'],
  ['for_in_clause.left', 'loop'],
  ['assignment.left', 'assignment'],
  ['augmented_assignment.left', 'assignment'],
  ['assignment_expression.left', 'assignment'],
  ['augmented_assignment_expression.left', 'assignment'],
  ['variable_declarator.name', 'assignment'],
  ['named_expression.name', 'assignment'],
  ['as_pattern_target.', 'assignment'],
  ['update_expression.argument', 'assignment'],
]);

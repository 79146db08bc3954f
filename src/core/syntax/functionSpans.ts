import type { SyntaxNode, SyntaxTree } from '../ports';
import { calledNames } from './calledNames';
import { fieldOf, literalText, namedChildren, nodeText } from './nodes';
import type { Visited } from './nodes';

/** A function or a test with a name; rows are 0-based and inclusive, decorators and `export` included. */
export interface FunctionSpan {
  /** The function's own name; of a test such as `it('adds', …)` its title. */
  readonly name: string;
  /** The name after those of the classes, functions and test groups around it, as `Cart.total` or `Cart > adds`. */
  readonly qualifiedName: string;
  readonly startRow: number;
  readonly endRow: number;
  /** What it calls or constructs, each name once, in order; of `a.b()` it is `b`. */
  readonly calls: readonly string[];
}

/** The named function or test that a node is; undefined for any other node. */
export function functionSpan(tree: SyntaxTree, visited: Visited): FunctionSpan | undefined {
  const { node } = visited;
  const name = functionName(tree, node) ?? testTitle(tree, node, TESTS);
  if (name === undefined) return undefined;
  return {
    name,
    qualifiedName: qualify(tree, visited, name),
    ...rowsWithWrappers(visited),
    calls: calledNames(tree, fieldOf(node, 'arguments') ?? node),
  };
}

/** The name that a definition gives to a function, or undefined when the node defines none. */
function functionName(tree: SyntaxTree, node: SyntaxNode): string | undefined {
  if (DECLARATIONS.has(node.type)) return nameIn(tree, fieldOf(node, 'name'));
  const roles = BINDINGS.get(node.type);
  if (roles === undefined) return undefined;
  const value = fieldOf(node, roles.value);
  if (value === undefined || !FUNCTION_VALUES.has(value.type)) return undefined;
  return roles.name === undefined ? 'default' : nameIn(tree, fieldOf(node, roles.name));
}

function nameIn(tree: SyntaxTree, node: SyntaxNode | undefined): string | undefined {
  if (node === undefined) return undefined;
  const member = fieldOf(node, 'property') ?? fieldOf(node, 'attribute') ?? node;
  return literalText(tree, member) ?? nodeText(tree, member);
}

function testTitle(
  tree: SyntaxTree,
  node: SyntaxNode,
  callees: ReadonlySet<string>,
): string | undefined {
  if (node.type !== 'call_expression') return undefined;
  const callee = /^[\w$]+/.exec(nodeText(tree, node))?.[0];
  const given = fieldOf(node, 'arguments');
  if (callee === undefined || !callees.has(callee) || given === undefined) return undefined;
  const [title, ...rest] = namedChildren(given);
  if (title === undefined || !rest.some((value) => FUNCTION_VALUES.has(value.type))) {
    return undefined;
  }
  return literalText(tree, title);
}

function qualify(tree: SyntaxTree, visited: Visited, name: string): string {
  let qualified = name;
  for (let around = visited.parent; around !== undefined; around = around.parent) {
    const group = testTitle(tree, around.node, GROUPS);
    const container = functionName(tree, around.node) ?? containerName(tree, around.node);
    if (group !== undefined) qualified = `${group} > ${qualified}`;
    else if (container !== undefined) qualified = `${container}.${qualified}`;
  }
  return qualified;
}

function containerName(tree: SyntaxTree, node: SyntaxNode): string | undefined {
  const holdsObject =
    node.type === 'variable_declarator' && fieldOf(node, 'value')?.type === 'object';
  return CLASSES.has(node.type) || holdsObject ? nameIn(tree, fieldOf(node, 'name')) : undefined;
}

function rowsWithWrappers(visited: Visited): { startRow: number; endRow: number } {
  let outer = visited;
  while (outer.parent !== undefined && wrapsOnly(outer.parent.node)) outer = outer.parent;
  const siblings = outer.parent?.node.children ?? [];
  let first = siblings.indexOf(outer.node);
  while (siblings[first - 1]?.type === 'decorator') first -= 1;
  return { startRow: (siblings[first] ?? outer.node).startRow, endRow: outer.node.endRow };
}

function wrapsOnly(node: SyntaxNode): boolean {
  return WRAPPERS.has(node.type) && namedChildren(node).filter(isNoDecorator).length === 1;
}

function isNoDecorator(node: SyntaxNode): boolean {
  return node.type !== 'decorator';
}

const TESTS: ReadonlySet<string> = new Set(['test', 'it', 'specify']);
const GROUPS: ReadonlySet<string> = new Set(['describe', 'suite', 'context']);

const DECLARATIONS: ReadonlySet<string> = new Set([
  'function_declaration',
  'generator_function_declaration',
  'method_definition',
  'function_definition',
]);

const FUNCTION_VALUES: ReadonlySet<string> = new Set([
  'arrow_function',
  'function_expression',
  'generator_function',
  'lambda',
]);

const CLASSES: ReadonlySet<string> = new Set([
  'class_declaration',
  'abstract_class_declaration',
  'class',
  'class_definition',
]);

/** In which roles a node that binds a function holds the name and the function. */
const BINDINGS: ReadonlyMap<string, { readonly name?: string; readonly value: string }> = new Map([
  ['variable_declarator', { name: 'name', value: 'value' }],
  ['assignment_expression', { name: 'left', value: 'right' }],
  ['assignment', { name: 'left', value: 'right' }],
  ['pair', { name: 'key', value: 'value' }],
  ['public_field_definition', { name: 'name', value: 'value' }],
  ['field_definition', { name: 'property', value: 'value' }],
  ['export_statement', { value: 'value' }],
]);

const WRAPPERS: ReadonlySet<string> = new Set([
  'export_statement',
  'lexical_declaration',
  'variable_declaration',
  'expression_statement',
  'decorated_definition',
  'await_expression',
]);

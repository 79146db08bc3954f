import type { SyntaxNode, SyntaxTree } from '../../ports';
import { fieldOf, namedChildren, nodeText } from '../../syntax/nodes';

/** A name that other files can import; re-exports are left out. */
export interface ExportedName {
  readonly name: string;
  /** By its name, as the default export, or as the whole of a CommonJS module. */
  readonly as: 'named' | 'default' | 'whole';
  readonly system: 'module' | 'commonjs' | 'python';
}

/** What a file defines for others, in source order. */
export function exportedNames(tree: SyntaxTree): readonly ExportedName[] {
  const read = tree.language === 'python' ? pythonExports : scriptExports;
  return namedChildren(tree.root).flatMap((node) => read(tree, node));
}

function pythonExports(tree: SyntaxTree, node: SyntaxNode): readonly ExportedName[] {
  const name = pythonName(node);
  if (name?.type !== 'identifier') return [];
  return [{ name: nodeText(tree, name), as: 'named', system: 'python' }];
}

function pythonName(node: SyntaxNode): SyntaxNode | undefined {
  switch (node.type) {
    case 'decorated_definition': {
      const inner = fieldOf(node, 'definition');
      return inner && fieldOf(inner, 'name');
    }
    case 'function_definition':
    case 'class_definition':
      return fieldOf(node, 'name');
    default: {
      const inner = namedChildren(node)[0];
      return inner?.type === 'assignment' ? fieldOf(inner, 'left') : undefined;
    }
  }
}

function scriptExports(tree: SyntaxTree, node: SyntaxNode): readonly ExportedName[] {
  if (node.type === 'export_statement') return moduleExports(tree, node);
  const inner = node.type === 'expression_statement' ? namedChildren(node)[0] : undefined;
  return inner?.type === 'assignment_expression' ? commonJsExports(tree, inner) : [];
}

function moduleExports(tree: SyntaxTree, node: SyntaxNode): readonly ExportedName[] {
  if (fieldOf(node, 'source') !== undefined) return [];
  const isDefault = node.children.some((child) => child.type === 'default');
  const as = isDefault ? 'default' : 'named';
  const value = fieldOf(node, 'value');
  const declared = fieldOf(node, 'declaration');
  const clause = node.children.find((child) => child.type === 'export_clause');
  const names = [
    ...(value?.type === 'identifier' ? [nodeText(tree, value)] : []),
    ...(declared === undefined ? [] : declaredNames(tree, declared)),
    ...(clause === undefined ? [] : clauseNames(tree, clause)),
  ];
  return names.map((name) => ({ name, as, system: 'module' }));
}

/** Types are left out: no program misses them while it runs. */
function declaredNames(tree: SyntaxTree, node: SyntaxNode): readonly string[] {
  if (DECLARATIONS.has(node.type)) {
    const name = fieldOf(node, 'name');
    return name === undefined ? [] : [nodeText(tree, name)];
  }
  return namedChildren(node)
    .filter((child) => child.type === 'variable_declarator')
    .flatMap((child) => fieldOf(child, 'name') ?? [])
    .filter((name) => name.type === 'identifier')
    .map((name) => nodeText(tree, name));
}

function clauseNames(tree: SyntaxTree, clause: SyntaxNode): readonly string[] {
  const names = namedChildren(clause).flatMap(
    (each) => fieldOf(each, 'alias') ?? fieldOf(each, 'name') ?? [],
  );
  return names.map((name) => nodeText(tree, name)).filter((name) => name !== 'default');
}

function commonJsExports(tree: SyntaxTree, node: SyntaxNode): readonly ExportedName[] {
  const [left, right] = [fieldOf(node, 'left'), fieldOf(node, 'right')];
  if (left === undefined || right === undefined) return [];
  const system = 'commonjs';
  const member = /^(?:module\.)?exports\.([\w$]+)$/.exec(nodeText(tree, left))?.[1];
  if (member !== undefined) return [{ name: member, as: 'named', system }];
  if (nodeText(tree, left) !== 'module.exports') return [];
  if (right.type === 'object') {
    const names = namedChildren(right).flatMap((each) => propertyName(tree, each) ?? []);
    return names.map((name) => ({ name, as: 'named', system }));
  }
  const own = right.type === 'identifier' ? right : fieldOf(right, 'name');
  return own === undefined ? [] : [{ name: nodeText(tree, own), as: 'whole', system }];
}

function propertyName(tree: SyntaxTree, node: SyntaxNode): string | undefined {
  const key = node.type === 'shorthand_property_identifier' ? node : fieldOf(node, 'key');
  const name = key ?? (node.type === 'method_definition' ? fieldOf(node, 'name') : undefined);
  return name && nodeText(tree, name);
}

const DECLARATIONS: ReadonlySet<string> = new Set([
  'function_declaration',
  'generator_function_declaration',
  'class_declaration',
  'abstract_class_declaration',
  'enum_declaration',
]);

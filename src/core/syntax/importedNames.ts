import type { SyntaxNode, SyntaxTree } from '../ports';
import { fieldOf, literalText, namedChildren, nodeText } from './nodes';

/** One name that a file brings in from a module. */
export interface ImportedName {
  /** The module as written, such as `./cart` or `shop.cart`. */
  readonly module: string;
  /** The name in the module; `*` for the whole module, `default` for a default export. */
  readonly imported: string;
  /** The name in this file; `*` when Python's `from … import *` brings in every name. */
  readonly local: string;
  /** 0-based. */
  readonly row: number;
}

/** The names that a node imports or requires, in source order. */
export function importedNames(tree: SyntaxTree, node: SyntaxNode): readonly ImportedName[] {
  return tree.language === 'python' ? pythonNames(tree, node) : scriptNames(tree, node);
}

function pythonNames(tree: SyntaxTree, node: SyntaxNode): readonly ImportedName[] {
  if (node.type === 'import_statement') {
    return namedChildren(node).map((name) => {
      const module = nodeText(tree, fieldOf(name, 'name') ?? name);
      const alias = fieldOf(name, 'alias');
      const local = alias === undefined ? firstSegment(module) : nodeText(tree, alias);
      return { module, imported: '*', local, row: node.startRow };
    });
  }
  const source = node.type === 'import_from_statement' ? fieldOf(node, 'module_name') : undefined;
  if (source === undefined) return [];
  const names = namedChildren(node).filter((child) => child !== source);
  return names.map((name) => ({
    module: nodeText(tree, source),
    ...renamed(tree, name, 'name'),
    row: node.startRow,
  }));
}

function firstSegment(module: string): string {
  return module.split('.', 1)[0] ?? module;
}

function scriptNames(tree: SyntaxTree, node: SyntaxNode): readonly ImportedName[] {
  if (node.type === 'import_statement') return importStatementNames(tree, node);
  if (node.type === 'variable_declarator') return requiredNames(tree, node);
  return [];
}

function importStatementNames(tree: SyntaxTree, node: SyntaxNode): readonly ImportedName[] {
  const clause = node.children.find((child) => CLAUSES.has(child.type));
  const source = fieldOf(node, 'source') ?? (clause && fieldOf(clause, 'source'));
  const module = source && literalText(tree, source);
  if (module === undefined || clause === undefined) return [];
  const row = node.startRow;
  return namedChildren(clause).flatMap((part): readonly ImportedName[] => {
    switch (part.type) {
      case 'identifier': {
        const imported = clause.type === 'import_require_clause' ? '*' : 'default';
        return [{ module, imported, local: nodeText(tree, part), row }];
      }
      case 'namespace_import':
        return namedChildren(part).map((name) => ({
          module,
          imported: '*',
          local: nodeText(tree, name),
          row,
        }));
      case 'named_imports':
        return namedChildren(part).map((name) => ({ module, ...renamed(tree, name, 'name'), row }));
      default:
        return [];
    }
  });
}

function requiredNames(tree: SyntaxTree, node: SyntaxNode): readonly ImportedName[] {
  const pattern = fieldOf(node, 'name');
  const value = fieldOf(node, 'value');
  if (pattern === undefined || value === undefined) return [];
  const member = value.type === 'member_expression' ? fieldOf(value, 'property') : undefined;
  const module = requiredModule(tree, member === undefined ? value : fieldOf(value, 'object'));
  if (module === undefined) return [];
  const row = node.startRow;
  if (pattern.type === 'object_pattern') {
    const names = namedChildren(pattern).filter((name) => name.type !== 'rest_pattern');
    return names.map((name) => ({ module, ...renamed(tree, name, 'key'), row }));
  }
  const imported = member === undefined ? '*' : nodeText(tree, member);
  return [{ module, imported, local: nodeText(tree, pattern), row }];
}

function requiredModule(tree: SyntaxTree, value: SyntaxNode | undefined): string | undefined {
  const inner = value?.type === 'await_expression' ? namedChildren(value)[0] : value;
  const callee = inner?.type === 'call_expression' ? fieldOf(inner, 'function') : undefined;
  if (inner === undefined || callee === undefined) return undefined;
  if (!['require', 'import'].includes(nodeText(tree, callee))) return undefined;
  const given = fieldOf(inner, 'arguments');
  const path = given && namedChildren(given)[0];
  return path && literalText(tree, path);
}

function renamed(
  tree: SyntaxTree,
  node: SyntaxNode,
  role: 'name' | 'key',
): Pick<ImportedName, 'imported' | 'local'> {
  if (node.type === 'wildcard_import') return { imported: '*', local: '*' };
  const imported = nodeText(tree, fieldOf(node, role) ?? fieldOf(node, 'left') ?? node);
  const alias = fieldOf(node, role === 'name' ? 'alias' : 'value');
  return { imported, local: alias === undefined ? imported : nodeText(tree, alias) };
}

const CLAUSES: ReadonlySet<string> = new Set(['import_clause', 'import_require_clause']);

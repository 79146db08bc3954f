import type { ParsedFile } from '../../context/sourceMap';
import type { SyntaxNode, SyntaxTree } from '../../ports';
import { fieldOf, literalText, namedChildren, nodeText } from '../../syntax/nodes';
import type { WantedImport } from './wantedImport';

/** How a file brings in other modules. */
export type ImportSystem = 'module' | 'commonjs' | 'python';

/**
 * The file's text with one more import: added to the names already imported from that module, else on a line of its own
 * behind the last import, in the file's style. What has to stand first stays first.
 */
export function insertImport(file: ParsedFile, wanted: WantedImport, system: ImportSystem): string {
  const { text } = file;
  const last = wanted.as === 'named' ? lastNameFrom(file, wanted.module) : undefined;
  if (last !== undefined)
    return `${text.slice(0, last.end)}, ${wanted.name}${text.slice(last.end)}`;
  const header = headerOf(file);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const line = statement(file, wanted, system) + newline;
  const offset = header.end === 0 ? 0 : lineEnd(text, header.end);
  const head = text.slice(0, offset);
  const rest = text.slice(offset);
  if (head === '') return withoutBom(text, (plain) => line + newline + plain);
  const opening = head.endsWith('\n') ? '' : newline;
  if (header.isImport) return head + opening + line + rest;
  const isApart = rest === '' || /^\r?\n/.test(rest);
  return head + opening + newline + line + (isApart ? '' : newline) + rest;
}

/** The last of the names that one statement imports from the module by name. */
function lastNameFrom({ tree }: ParsedFile, module: string): SyntaxNode | undefined {
  const lists = namedChildren(tree.root).map((node) =>
    node.type === 'import_from_statement'
      ? pythonNames(tree, node, module)
      : scriptNames(tree, node, module),
  );
  return lists.find((names) => names.length > 0)?.at(-1);
}

function pythonNames(tree: SyntaxTree, node: SyntaxNode, module: string): readonly SyntaxNode[] {
  const source = fieldOf(node, 'module_name');
  if (source === undefined || nodeText(tree, source) !== module) return [];
  return node.children.filter((child) => child.field === 'name');
}

function scriptNames(tree: SyntaxTree, node: SyntaxNode, module: string): readonly SyntaxNode[] {
  const source = node.type === 'import_statement' ? fieldOf(node, 'source') : undefined;
  if (source === undefined || literalText(tree, source) !== module) return [];
  if (node.children.some((child) => child.type === 'type')) return [];
  const clause = node.children.find((child) => child.type === 'import_clause');
  const list = clause?.children.find((child) => child.type === 'named_imports');
  return list === undefined ? [] : namedChildren(list);
}

interface Header {
  /** Offset; 0 when the file begins with code at once. */
  readonly end: number;
  readonly isImport: boolean;
}

/** What stands at the beginning: the first line for the system, a notice, docstring, directives, imports. */
function headerOf({ text, tree, outline }: ParsedFile): Header {
  const importRows = new Set(outline.imports.map(({ row }) => row));
  let header: Header = { end: 0, isImport: false };
  for (const node of tree.root.children) {
    const isImport =
      IMPORTS.has(node.type) || (DECLARATIONS.has(node.type) && importRows.has(node.startRow));
    if (isImport) header = { end: node.end, isImport };
    else if (isOpening(node, text)) header = { end: node.end, isImport: false };
    else if (node.type !== 'comment') break;
  }
  return header;
}

function isOpening(node: SyntaxNode, text: string): boolean {
  if (node.type === 'hash_bang_line') return true;
  if (node.type === 'comment') {
    const isForTheSystem = /^#!|^#.*coding[:=]/.test(text.slice(node.start, node.end));
    return isForTheSystem || /^[^\S\n]*\n[^\S\n]*\r?\n/.test(text.slice(node.end));
  }
  return node.type === 'expression_statement' && namedChildren(node)[0]?.type === 'string';
}

function statement(file: ParsedFile, wanted: WantedImport, system: ImportSystem): string {
  const { name, module, as } = wanted;
  if (system === 'python')
    return as === 'named' ? `from ${module} import ${name}` : `import ${name}`;
  const { quote, terminator } = scriptStyle(file);
  const source = `${quote}${module}${quote}`;
  const local = as === 'named' ? `{ ${name} }` : name;
  if (system === 'commonjs') return `const ${local} = require(${source})${terminator}`;
  const clause = as === 'whole' ? `* as ${name}` : local;
  return `import ${clause} from ${source}${terminator}`;
}

/** Quotes and line ends as the file has them. */
function scriptStyle({ text }: ParsedFile): {
  readonly quote: string;
  readonly terminator: string;
} {
  const imported = /\b(?:from|import|require\()\s*(["'])/.exec(text)?.[1];
  const [singles, doubles] = [text.split("'").length, text.split('"').length];
  const hasTerminators = /;[^\S\n]*$/m.test(text) || !text.includes('\n');
  return {
    quote: imported ?? (doubles > singles ? '"' : "'"),
    terminator: hasTerminators ? ';' : '',
  };
}

function withoutBom(text: string, change: (plain: string) => string): string {
  return text.startsWith('\ufeff') ? `\ufeff${change(text.slice(1))}` : change(text);
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

const IMPORTS: ReadonlySet<string> = new Set([
  'import_statement',
  'import_from_statement',
  'future_import_statement',
]);

const DECLARATIONS: ReadonlySet<string> = new Set(['lexical_declaration', 'variable_declaration']);

import treeSitter from '@vscode/tree-sitter-wasm';
import type { Language as Grammar, Parser, Tree, TreeCursor } from '@vscode/tree-sitter-wasm';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ExplainedError } from '../../core/errors';
import type { Language, Syntax, SyntaxNode, SyntaxTree } from '../../core/ports';

/** Where the parser's `.wasm` files lie, as an absolute path. */
export interface TreeSitterOptions {
  readonly grammarsFolder: string;
}

/**
 * A parser over tree-sitter's WebAssembly build. Grammars are loaded at the first file of their language; trees are
 * plain data, so nothing is left to dispose of. Make one per process: the WebAssembly module behind it is shared.
 * Rejects with an `ExplainedError` when a grammar can't be loaded.
 */
export function createTreeSitterSyntax({ grammarsFolder }: TreeSitterOptions): Syntax {
  const loadGrammar = createGrammarLoader(grammarsFolder);
  return {
    async parse(file, text) {
      const language = LANGUAGES.get(path.extname(file).toLowerCase());
      if (language === undefined) return undefined;
      return parseText(await loadGrammar(language), language, text);
    },
  };
}

/** Starts the WebAssembly module once: starting it again while a grammar loads would invalidate that grammar. */
function createGrammarLoader(folder: string): (language: Language) => Promise<Grammar> {
  const grammars = new Map<Language, Promise<Grammar>>();
  let started: Promise<void> | undefined;

  async function load(language: Language): Promise<Grammar> {
    const file = path.join(folder, `tree-sitter-${language}.wasm`);
    try {
      started ??= treeSitter.Parser.init({ locateFile: (name) => path.join(folder, name) });
      await started;
      return await treeSitter.Language.load(file);
    } catch (cause) {
      throw new ExplainedError(
        `The grammar ${file} can't be loaded; install Fixpoint again to restore it.`,
        'environment',
        cause,
      );
    }
  }

  return (language) => {
    const grammar = grammars.get(language) ?? load(language);
    grammars.set(language, grammar);
    return grammar;
  };
}

async function parseText(grammar: Grammar, language: Language, text: string): Promise<SyntaxTree> {
  const parser = new treeSitter.Parser();
  try {
    return await plainTree(await parseInSlices(parser.setLanguage(grammar), text), language, text);
  } finally {
    parser.delete();
  }
}

/** Time that a parse may take before others get their turn: an editor may wait for one. */
const SLICE_MS = 10;

/** A parser that was interrupted goes on where it was when it is called again. */
async function parseInSlices(parser: Parser, text: string): Promise<Tree> {
  for (;;) {
    const endMs = performance.now() + SLICE_MS;
    const tree = parser.parse(text, null, { progressCallback: () => performance.now() > endMs });
    if (tree !== null) return tree;
    await nextTurn();
  }
}

async function plainTree(tree: Tree, language: Language, text: string): Promise<SyntaxTree> {
  const cursor = tree.walk();
  try {
    return { language, text, root: await plainNode(cursor), hasError: tree.rootNode.hasError };
  } finally {
    cursor.delete();
    tree.delete();
  }
}

/** Reading so many nodes takes some 10 ms; then others get their turn, because an editor may wait. */
const NODES_AT_A_TIME = 2_000;

/** Written without recursion, because generated files nest deeper than the stack. */
async function plainNode(cursor: TreeCursor): Promise<SyntaxNode> {
  const rootChildren: SyntaxNode[] = [];
  const root = readNode(cursor, rootChildren);
  const lists = [rootChildren];
  let entering = cursor.gotoFirstChild();
  let read = 0;
  while (lists.length > 0) {
    if (!entering && !cursor.gotoNextSibling()) {
      lists.pop();
      cursor.gotoParent();
      continue;
    }
    if (++read % NODES_AT_A_TIME === 0) await nextTurn();
    const children: SyntaxNode[] = [];
    lists.at(-1)?.push(readNode(cursor, children));
    entering = cursor.gotoFirstChild();
    if (entering) lists.push(children);
  }
  // What the caller makes of the tree is work of its own.
  await nextTurn();
  return root;
}

function readNode(cursor: TreeCursor, children: readonly SyntaxNode[]): SyntaxNode {
  const field = cursor.currentFieldName;
  return {
    type: cursor.nodeType,
    named: cursor.nodeIsNamed,
    ...(field === null ? {} : { field }),
    start: cursor.startIndex,
    end: cursor.endIndex,
    startRow: cursor.startPosition.row,
    endRow: cursor.endPosition.row,
    children,
  };
}

const LANGUAGES: ReadonlyMap<string, Language> = new Map([
  ['.js', 'javascript'],
  ['.jsx', 'javascript'],
  ['.mjs', 'javascript'],
  ['.cjs', 'javascript'],
  ['.ts', 'typescript'],
  ['.mts', 'typescript'],
  ['.cts', 'typescript'],
  ['.tsx', 'tsx'],
  ['.py', 'python'],
]);

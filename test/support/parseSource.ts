import path from 'node:path';
import { createTreeSitterSyntax } from '../../src/adapters/syntax/treeSitterSyntax';
import type { SyntaxTree } from '../../src/core/ports';

/** Where the grammars lie before the bundle is built. */
export const GRAMMARS_FOLDER = path.resolve(
  import.meta.dirname,
  '../../node_modules/@vscode/tree-sitter-wasm/wasm',
);

/** One parser for all tests of a file, because loading a grammar is the slow part. */
export const syntax = createTreeSitterSyntax({ grammarsFolder: GRAMMARS_FOLDER });

/** The tree of a source text; the path's extension says the language. Throws when no grammar fits. */
export async function parseSource(file: string, text: string): Promise<SyntaxTree> {
  const tree = await syntax.parse(file, text);
  if (tree === undefined) throw new Error(`No grammar fits ${file}.`);
  return tree;
}

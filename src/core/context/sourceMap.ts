import type { Clock, Syntax, SyntaxTree } from '../ports';
import { outline, type FunctionSpan, type Outline } from '../syntax/outline';
import { plainImports } from './plainImports';
import { plainOutline } from './plainOutline';
import { resolveImport } from './resolveImport';

/** A file with its outline; rows are 0-based. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly endRow: number;
  /** Undefined for a language without a grammar, whose outline is a guess. */
  readonly tree: SyntaxTree | undefined;
  readonly outline: Outline;
}

/** A file in a language with a grammar. */
export interface ParsedFile extends SourceFile {
  readonly tree: SyntaxTree;
}

/** Code in languages that Fixpoint has no grammar of. */
const PLAIN_CODE =
  /\.(go|rs|java|kt|scala|groovy|cs|fs|rb|php|c|cc|cpp|cxx|h|hh|hpp|hxx|swift|dart|ex|exs|lua|pl|pm|jl)$/i;

/** Reads and outlines files of one state of the code, each at most once. */
export interface SourceMap {
  /** Undefined when the file is absent or no code. */
  open(path: string): Promise<SourceFile | undefined>;
  /** As `open`, but undefined also for a language without a grammar. */
  parsed(path: string): Promise<ParsedFile | undefined>;
  /** The workspace files that a file imports, in the order of its imports. */
  importsOf(file: SourceFile): readonly string[];
}

/** What a source map reads from. */
export interface Sources {
  readonly paths: ReadonlySet<string>;
  readonly read: (path: string) => Promise<string | undefined>;
  readonly syntax: Syntax;
  readonly clock: Pick<Clock, 'yield'>;
}

/** A source map over one state of the code, such as a revision. */
export function createSourceMap({ paths, read, syntax, clock }: Sources): SourceMap {
  const files = new Map<string, Promise<SourceFile | undefined>>();
  const load = async (path: string): Promise<SourceFile | undefined> => {
    const text = await read(path);
    if (text === undefined) return undefined;
    const tree = await syntax.parse(path, text);
    if (tree === undefined && !PLAIN_CODE.test(path)) return undefined;
    const endRow = tree?.root.endRow ?? text.split('\n').length - 1;
    const found = tree === undefined ? plainOutline(text) : await outline(tree, clock);
    return { path, text, endRow, tree, outline: found };
  };
  const open = (path: string): Promise<SourceFile | undefined> => {
    const opened = files.get(path) ?? load(path);
    files.set(path, opened);
    return opened;
  };
  return {
    open,
    async parsed(path) {
      const file = await open(path);
      return file?.tree && { ...file, tree: file.tree };
    },
    importsOf: (file) => {
      if (file.tree === undefined) return plainImports(file, paths);
      const found = file.outline.imports.flatMap(({ module, imported }) =>
        resolveImport({ from: file.path, module, imported }, paths),
      );
      return [...new Set(found)].filter((path) => path !== file.path);
    },
  };
}

/** The innermost function around a 0-based row. */
export function functionAt(file: SourceFile, row: number): FunctionSpan | undefined {
  return file.outline.functions
    .filter((span) => span.startRow <= row && row <= span.endRow)
    .sort((a, b) => a.endRow - a.startRow - (b.endRow - b.startRow))[0];
}

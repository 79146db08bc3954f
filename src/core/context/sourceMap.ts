import type { Clock, Syntax, SyntaxTree } from '../ports';
import { outline, type FunctionSpan, type Outline } from '../syntax/outline';
import { resolveImport } from './resolveImport';

/** A file with its outline; rows are 0-based. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly tree: SyntaxTree;
  readonly outline: Outline;
}

/** Reads and outlines files of one state of the code, each at most once. */
export interface SourceMap {
  /** Undefined when the file is absent or no grammar fits. */
  open(path: string): Promise<SourceFile | undefined>;
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
    const tree = text === undefined ? undefined : await syntax.parse(path, text);
    return text === undefined || tree === undefined
      ? undefined
      : { path, text, tree, outline: await outline(tree, clock) };
  };
  return {
    open: (path) => {
      const opened = files.get(path) ?? load(path);
      files.set(path, opened);
      return opened;
    },
    importsOf: (file) => {
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

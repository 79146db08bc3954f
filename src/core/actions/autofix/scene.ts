import type { ParsedFile, SourceMap } from '../../context/sourceMap';
import type { Syntax } from '../../ports';
import type { FileEdit } from '../../revisions/fileEdit';
import type { Problem } from '../../testReport';

/** One state of the code, in which a fixer may look around. */
export interface Scene {
  readonly sources: SourceMap;
  readonly read: (path: string) => Promise<string | undefined>;
  readonly syntax: Syntax;
  readonly paths: ReadonlySet<string>;
  readonly testFiles: ReadonlySet<string>;
  /** What the candidate changed against the baseline. */
  readonly edits: readonly FileEdit[];
}

/** What is wrong, and the file whose code it is about, which may be edited. */
export interface Complaint {
  readonly problem: Problem;
  readonly file: ParsedFile;
}

/** A file's whole new text, and the sentence that says what was done. */
export interface Fix {
  readonly path: string;
  readonly text: string;
  readonly explanation: string;
}

/** Looks for the one deterministic answer to a complaint; undefined when there is none, or more than one. */
export type Fixer = (complaint: Complaint, scene: Scene) => Promise<Fix | undefined>;

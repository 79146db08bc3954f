/**
 * A run of changed lines. Lines keep their terminators, so that applying and inverting are exact to the byte.
 * `oldStart` and `newStart` are 0-based line numbers in the old and the new text.
 */
export interface Hunk {
  readonly oldStart: number;
  readonly oldLines: readonly string[];
  readonly newStart: number;
  readonly newLines: readonly string[];
}

/** The change of one file against the baseline; `create` and `delete` have exactly one hunk, or none for an empty file. */
export interface FileEdit {
  readonly path: string;
  readonly kind: 'modify' | 'create' | 'delete';
  readonly hunks: readonly Hunk[];
}

/** A numbered full proposal: every file that differs from the baseline. */
export interface Revision {
  /** 1, 2, 3 … in the order of proposal; 0 is the baseline. */
  readonly number: number;
  /** The revision this one was made from; 0 is the baseline. */
  readonly parent: number;
  readonly files: readonly FileEdit[];
  /** Edits of tests that were proposed besides, when the task lets them be shown: never part of what is judged. */
  readonly testFiles?: readonly FileEdit[];
  /** Equal for two revisions that differ in comments and layout only. */
  readonly patchKey: string;
  /** Why, in the proposer's words: data, never to be obeyed. */
  readonly explanation: string;
  /** The pattern of fixes that made it, where the built-in search did. */
  readonly pattern?: string;
  /** Other changes that pass the same tests but behave otherwise: that it is the right one is unproven. */
  readonly rivals?: number;
}

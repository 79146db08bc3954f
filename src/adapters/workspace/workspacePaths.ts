/** Paths of a workspace, relative with `/`. */
export interface WorkspacePaths {
  /** Files, links and nested repositories that belong to the workspace. */
  readonly files: readonly string[];
  /** Files and folders that are ignored; a folder stands for all below it. */
  readonly ignored: readonly string[];
  /** Absolute path of the repository's top folder, when there is one. */
  readonly top?: string;
}

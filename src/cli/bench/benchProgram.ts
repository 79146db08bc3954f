/** Texts by path, relative with `/`. */
export type ProjectFiles = Readonly<Record<string, string>>;

/** A program with a bug out of a public set, and the tests of the set. */
export interface BenchProgram {
  readonly name: string;
  readonly runner: string;
  /** The project as the repairer gets it: with one half of the tests, the first or the second one. */
  readonly project: (half: Half) => ProjectFiles;
  /** Files that take the place of the project's when a repair is judged: all tests of the set. */
  readonly judges: ProjectFiles;
}

/** Which half of the tests the repairer sees: those at even places, or those at odd ones. */
export type Half = 0 | 1;

/** Every second item, from the first or the second one on. */
export function halfOf<T>(items: readonly T[], half: Half): readonly T[] {
  return items.filter((_, at) => at % 2 === half);
}

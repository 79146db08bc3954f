import type { CandidateTree, FileTexts, Workspace } from '../../src/core/ports';

/** A workspace in memory; `textsIn` gives what a tree holds, for a runner that looks at code. */
export interface MemoryWorkspace extends Workspace {
  textsIn(root: string): FileTexts;
}

/** A workspace with these files. */
export function memoryWorkspace(files: Readonly<Record<string, string>>): MemoryWorkspace {
  const baseline = new Map(Object.entries(files));
  const trees = new Map<string, FileTexts>();
  return {
    list: () => Promise.resolve([...baseline.keys()].sort()),
    read: (path) => Promise.resolve(baseline.get(path)),
    openTree: () => Promise.resolve(openTree(`tree ${String(trees.size + 1)}`)),
    textsIn: (root) => new Map([...baseline, ...(trees.get(root) ?? [])]),
  };

  function openTree(root: string): CandidateTree {
    trees.set(root, new Map());
    return {
      root,
      reset: (changes) => Promise.resolve(void trees.set(root, changes)),
      dispose: () => Promise.resolve(void trees.delete(root)),
    };
  }
}

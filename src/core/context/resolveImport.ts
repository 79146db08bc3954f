/** Endings that an import without one may stand for, in the order of the resolvers that projects use. */
const SCRIPT_ENDINGS = [
  '',
  '.ts',
  '.tsx',
  '.mts',
  '.cts',
  '.js',
  '.jsx',
  '.mjs',
  '.cjs',
  '/index.ts',
  '/index.tsx',
  '/index.js',
];
/** A TypeScript file is imported under the name of the JavaScript that it becomes. */
const COMPILED: readonly (readonly [RegExp, string])[] = [
  [/\.js$/, '.ts'],
  [/\.js$/, '.tsx'],
  [/\.jsx$/, '.tsx'],
  [/\.mjs$/, '.mts'],
  [/\.cjs$/, '.cts'],
];

/** What an import statement in a file names. */
export interface ImportQuery {
  /** The importing file. */
  readonly from: string;
  readonly module: string;
  /** The imported name, since Python may mean a submodule by it. */
  readonly imported: string;
}

/** The workspace files that an import means, nearest first; empty for packages and the standard library. */
export function resolveImport(query: ImportQuery, paths: ReadonlySet<string>): readonly string[] {
  const found = query.from.endsWith('.py') ? pythonCandidates(query) : scriptCandidates(query);
  return [...new Set(found.filter((path) => paths.has(path)))];
}

function scriptCandidates({ from, module }: ImportQuery): readonly string[] {
  if (!module.startsWith('.')) return [];
  const base = joinPath(folderOf(from), module);
  const sources = COMPILED.flatMap(([ending, source]) =>
    ending.test(base) ? [base.replace(ending, source)] : [],
  );
  return [...SCRIPT_ENDINGS.map((ending) => base + ending), ...sources];
}

function pythonCandidates({ from, module, imported }: ImportQuery): readonly string[] {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const path = module.slice(dots).replaceAll('.', '/');
  const roots = dots > 0 ? [ancestor(folderOf(from), dots - 1)] : pythonRoots(from);
  return roots.flatMap((root) => {
    const base = joinPath(root, path);
    return [joinPath(base, imported) + '.py', base + '.py', joinPath(base, '__init__.py')];
  });
}

/** Where Python may look for a top-level module: the file's own folder, its ancestors, and `src` below each. */
function pythonRoots(from: string): readonly string[] {
  const roots: string[] = [];
  for (let folder = folderOf(from); ; folder = folderOf(folder)) {
    roots.push(folder, joinPath(folder, 'src'));
    if (folder === '') return roots;
  }
}

function ancestor(folder: string, steps: number): string {
  return steps === 0 ? folder : ancestor(folderOf(folder), steps - 1);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Joins and resolves `.` and `..`; what leads above the root keeps its `..` and so matches no file. */
function joinPath(folder: string, relative: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${relative}`.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

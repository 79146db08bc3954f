import { resolveImport, type ImportQuery } from './resolveImport';

/** Follows imports through the code as it was at the baseline. */
export interface ImportReach {
  /** Those of the files, in their order, that are changed themselves or whose imports lead to what is changed. */
  reaching(files: readonly string[], changed: ReadonlySet<string>): Promise<readonly string[]>;
}

/** Where imports are read. */
export interface ImportedCode {
  readonly paths: ReadonlySet<string>;
  readonly read: (path: string) => Promise<string | undefined>;
}

const SCRIPT = /\.[cm]?[jt]sx?$/;
const SCRIPT_IMPORT = /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*(['"])(\.[^'"\n]*)\1/g;
const PYTHON_FROM = /^[ \t]*from[ \t]+([.\w]+)[ \t]+import[ \t]+(?:\(([^)]*)\)|([^#\n(]*))/gm;
const PYTHON_IMPORT = /^[ \t]*import[ \t]+([\w., \t]+)/gm;

/**
 * An import reach that reads each file at most once. Only relative imports of scripts and imports of Python are followed, as text: what it
 * misses or finds too much costs time, and never a verdict.
 */
export function createImportReach({ paths, read }: ImportedCode): ImportReach {
  const known = new Map<string, Promise<readonly string[]>>();
  const importsOf = (path: string): Promise<readonly string[]> => {
    const imports = known.get(path) ?? load(path);
    known.set(path, imports);
    return imports;
  };
  const load = async (path: string): Promise<readonly string[]> => {
    if (!SCRIPT.test(path) && !path.endsWith('.py')) return [];
    const queries = queriesIn(path, (await read(path)) ?? '');
    return queries.flatMap((query) => resolveImport(query, paths));
  };
  const reaches = async (file: string, changed: ReadonlySet<string>): Promise<boolean> => {
    const seen = new Set([file]);
    for (const path of seen) {
      if (changed.has(path)) return true;
      for (const next of await importsOf(path)) seen.add(next);
    }
    return false;
  };
  return {
    async reaching(files, changed) {
      const found: string[] = [];
      for (const file of files) if (await reaches(file, changed)) found.push(file);
      return found;
    },
  };
}

function queriesIn(from: string, text: string): readonly ImportQuery[] {
  if (!from.endsWith('.py')) {
    const modules = [...text.matchAll(SCRIPT_IMPORT)].map(([, , module = '']) => module);
    return modules.map((module) => ({ from, module, imported: '' }));
  }
  const members = [...text.matchAll(PYTHON_FROM)].flatMap(([, module = '', many, few = '']) =>
    namesIn(many ?? few).map((imported) => ({ from, module, imported })),
  );
  const modules = [...text.matchAll(PYTHON_IMPORT)].flatMap(([, list = '']) => namesIn(list));
  return [...members, ...modules.map((module) => ({ from, module, imported: '' }))];
}

/** The names of a list such as `a, b.c as d`, without what they are called here. */
function namesIn(list: string): readonly string[] {
  return list.split(',').flatMap((each) => /^\s*([.\w]+)/.exec(each)?.[1] ?? []);
}

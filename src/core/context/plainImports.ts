/** Lines that bring in other files, in many languages. */
const IMPORT_LINE =
  /^\s*(?:import|use|mod|require|require_relative|#\s*include|using|from|extern crate|"[^"]+"$).*$/gm;
/** More files than this are not what a test is about. */
const MAX_FILES = 30;

/**
 * The files that a file in a language without a grammar may bring in: those of its folder or package, then those whose
 * name or folder its import lines speak of. All have its ending, or that of a header beside it.
 */
export function plainImports(
  file: { readonly path: string; readonly text: string },
  paths: ReadonlySet<string>,
): readonly string[] {
  const own = partsOf(file.path);
  const words = new Set(
    [...file.text.matchAll(IMPORT_LINE)].flatMap(([line]) => line.match(/[\p{L}\w]+/gu) ?? []),
  );
  const alike = [...paths].filter(
    (path) => path !== file.path && kindOf(partsOf(path).ending) === kindOf(own.ending),
  );
  const isBeside = (path: string): boolean => partsOf(path).folder === own.folder;
  const isNamed = (path: string): boolean => {
    const { stem, folderName } = partsOf(path);
    return words.has(stem) || words.has(folderName) || folderName === own.folderName;
  };
  const near = [
    ...alike.filter(isBeside),
    ...alike.filter((path) => !isBeside(path) && isNamed(path)),
  ];
  return near.slice(0, MAX_FILES);
}

interface PathParts {
  readonly folder: string;
  readonly folderName: string;
  readonly stem: string;
  readonly ending: string;
}

function partsOf(path: string): PathParts {
  const folder = path.split('/').slice(0, -1).join('/');
  const base = path.slice(folder === '' ? 0 : folder.length + 1);
  const dot = base.lastIndexOf('.');
  return {
    folder,
    folderName: folder.split('/').at(-1) ?? '',
    stem: dot < 0 ? base : base.slice(0, dot),
    ending: dot < 0 ? '' : base.slice(dot + 1).toLowerCase(),
  };
}

/** C and C++ share their headers. */
function kindOf(ending: string): string {
  return /^(c|cc|cpp|cxx|h|hh|hpp|hxx)$/.test(ending) ? 'c' : ending;
}

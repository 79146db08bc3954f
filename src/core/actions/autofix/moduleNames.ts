import { resolveImport } from '../../context/resolveImport';
import type { ParsedFile } from '../../context/sourceMap';

/** Who wants to import what, and how it and its tests write their imports. */
export interface NamingQuestion {
  readonly file: ParsedFile;
  /** The path of the file to import. */
  readonly target: string;
  /** Other files whose imports show the style when the file has none of its own, such as tests. */
  readonly examples: readonly ParsedFile[];
  readonly paths: ReadonlySet<string>;
}

/** How the file names the target in an import, in the style of its other imports; undefined when no way is sure to work. */
export function moduleNameOf(question: NamingQuestion): string | undefined {
  const { file, target, paths } = question;
  const module =
    file.tree.language === 'python' ? pythonModule(question) : scriptSpecifier(question);
  if (module === undefined) return undefined;
  const found = resolveImport({ from: file.path, module, imported: '*' }, paths);
  return found[0] === target ? module : undefined;
}

/** A relative specifier with the ending that another one has: none, the file's own, or that of the JavaScript it becomes. */
export function specifierLike(example: string | undefined, from: string, target: string): string {
  const path = relativePath(folderOf(from), target);
  const ending = example === undefined ? undefined : (ENDING.exec(example)?.[0] ?? '');
  if (ending === '') return path.replace(ENDING, '');
  const isCompiled = ending !== undefined && /\.[cm]?jsx?$/.test(ending);
  return isCompiled ? path.replace(/\.([cm]?)tsx?$/, '.$1js') : path;
}

const ENDING = /\.[cm]?[jt]sx?$/;

function scriptSpecifier({ file, target, examples }: NamingQuestion): string {
  const written = [file, ...examples]
    .flatMap(({ outline }) => outline.imports.map(({ module }) => module))
    .find((module) => module.startsWith('.'));
  // Bundlers and compilers take TypeScript without an ending; Node takes JavaScript only with it.
  const usual = /tsx?$/.test(target) ? './example' : undefined;
  return specifierLike(written ?? usual, file.path, target);
}

function pythonModule(question: NamingQuestion): string | undefined {
  const { file, target, examples, paths } = question;
  const isRelative = file.outline.imports.some(({ module }) => module.startsWith('.'));
  if (isRelative) return relativeModule(file.path, target);
  const root = [file, ...examples]
    .flatMap((each) => importRoots(each, paths))
    .find((each) => each === '' || (isBelow(target, each) && isBelow(file.path, each)));
  if (root !== undefined) return dotted(root === '' ? target : target.slice(root.length + 1));
  if (paths.has(joined(folderOf(file.path), '__init__.py'))) {
    return relativeModule(file.path, target);
  }
  return folderOf(target) === folderOf(file.path) ? dotted(baseName(target)) : undefined;
}

/** The folders from which a file's absolute imports of workspace files are found. */
function importRoots(file: ParsedFile, paths: ReadonlySet<string>): readonly string[] {
  return file.outline.imports.flatMap(({ module, imported }) => {
    const [found] = resolveImport({ from: file.path, module, imported }, paths);
    if (found === undefined || module.startsWith('.')) return [];
    const plain = `/${found.replace(/(\/__init__)?\.py$/, '')}`;
    const written = `/${module.replaceAll('.', '/')}`;
    const tail = [`${written}/${imported}`, written].find((each) => plain.endsWith(each));
    return tail === undefined ? [] : [plain.slice(1, -tail.length)];
  });
}

function relativeModule(from: string, target: string): string {
  const path = relativePath(folderOf(from), target);
  const up = path.split('/').filter((part) => part === '..').length;
  return '.'.repeat(up + 1) + dotted(path.replace(/^(\.\.?\/)+/, ''));
}

function dotted(path: string): string {
  return path.replace(/(\/?__init__)?\.py$/, '').replaceAll('/', '.');
}

/** With `./` or `../` in front. */
function relativePath(folder: string, target: string): string {
  const [left, right] = [folder === '' ? [] : folder.split('/'), target.split('/')];
  const parting = left.findIndex((part, level) => part !== right[level]);
  const common = parting < 0 ? left.length : parting;
  const up = left.slice(common).map(() => '..');
  return [...(up.length === 0 ? ['.'] : up), ...right.slice(common)].join('/');
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}

function joined(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

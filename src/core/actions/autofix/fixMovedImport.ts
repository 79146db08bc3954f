import { resolveImport } from '../../context/resolveImport';
import type { ParsedFile } from '../../context/sourceMap';
import { protectionOf } from '../../guards/protectedPaths';
import { literalText, nodeText, walk } from '../../syntax/nodes';
import { moduleNameOf, specifierLike } from './moduleNames';
import type { Fixer, Scene } from './scene';

/** Corrects an import of a file that lies elsewhere, when exactly one file has that name. */
export const fixMovedImport: Fixer = ({ problem, file }, scene) => {
  const said = MISSING_MODULE.exec(problem.message)?.slice(1).find(Boolean);
  const module = said === undefined ? undefined : brokenImport(file, said, scene);
  if (module === undefined) return Promise.resolve(undefined);
  const target = onlyFileNamed(lastPart(module), file, scene);
  const corrected = target && nameLike(module, file, { target, scene });
  const text = corrected && withModule(file, module, corrected);
  if (corrected === undefined || text === undefined) return Promise.resolve(undefined);
  const explanation = `${file.path} imports ${module}, which does not exist; it imports ${corrected} now.`;
  return Promise.resolve({ path: file.path, text, explanation });
};

/** How Node, vitest and Python say it. */
const MISSING_MODULE =
  /Cannot find (?:module|package) '([^']+)'|Failed to resolve import "([^"]+)"|No module named '([^']+)'/;

/** The import of the file that is meant: it leads to no file, and has the name that the message says. */
function brokenImport(file: ParsedFile, said: string, { paths }: Scene): string | undefined {
  const broken = file.outline.imports.filter(({ module, imported }) => {
    const leadsNowhere = resolveImport({ from: file.path, module, imported }, paths).length === 0;
    return leadsNowhere && (isPython(file) || module.startsWith('.'));
  });
  return broken.find(({ module }) => isSaid(module, said))?.module;
}

/** Python names the first missing package on the way to the module. */
function isSaid(module: string, said: string): boolean {
  return lastPart(module) === lastPart(said) || module.startsWith(`${said}.`);
}

function onlyFileNamed(name: string, file: ParsedFile, scene: Scene): string | undefined {
  const endings = isPython(file) ? /\.py$/ : /\.([cm]?[jt]s|[jt]sx)$/;
  const found = [...scene.paths].filter((path) => {
    const isMeant = endings.test(path) ? lastPart(path) === name : path.split('/').at(-1) === name;
    return isMeant && path !== file.path && protectionOf(path, scene.testFiles) === undefined;
  });
  return found.length === 1 ? found[0] : undefined;
}

/** The name of a module or file without folders, packages and the ending of code. */
function lastPart(written: string): string {
  const name = written.split('/').at(-1) ?? written;
  const isFile = written.includes('/') || /\.(py|[cm]?[jt]sx?)$/.test(written);
  return isFile ? name.replace(/\.(py|[cm]?[jt]sx?)$/, '') : (name.split('.').at(-1) ?? name);
}

function nameLike(
  module: string,
  file: ParsedFile,
  { target, scene }: { readonly target: string; readonly scene: Scene },
): string | undefined {
  if (!isPython(file)) return specifierLike(module, file.path, target);
  return moduleNameOf({ file, target, examples: [], paths: scene.paths });
}

/** Undefined when the module is named where its name means more than the file, as in Python's plain `import a.b`. */
function withModule(file: ParsedFile, module: string, corrected: string): string | undefined {
  const { tree, text } = file;
  const named = [...walk(tree.root)].filter(({ node, parent }) =>
    isPython(file)
      ? node.field === 'module_name' && nodeText(tree, node) === module
      : literalText(tree, node) === module && parent !== undefined,
  );
  if (named.length === 0) return undefined;
  const pieces: string[] = [];
  let done = 0;
  for (const { node } of named) {
    const quote = isPython(file) ? '' : text.slice(node.start, node.start + 1);
    pieces.push(text.slice(done, node.start), quote, corrected, quote);
    done = node.end;
  }
  return [...pieces, text.slice(done)].join('');
}

function isPython({ tree }: ParsedFile): boolean {
  return tree.language === 'python';
}

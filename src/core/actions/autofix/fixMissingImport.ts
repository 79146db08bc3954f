import type { ParsedFile } from '../../context/sourceMap';
import { protectionOf } from '../../guards/protectedPaths';
import { bindingsOf } from '../../mutation/bindings';
import { nodeText, walk } from '../../syntax/nodes';
import type { Problem } from '../../testReport';
import { exportedNames, type ExportedName } from './exportedNames';
import { insertImport, type ImportSystem } from './insertImport';
import { moduleNameOf } from './moduleNames';
import type { Fixer, Scene } from './scene';
import { standardImport } from './standardNames';
import type { WantedImport } from './wantedImport';

/** In a larger workspace it takes too long to be sure that only one file has a name. */
const MAX_FILES = 2_000;

/** Imports a name that is used without being defined, when exactly one file, or the standard library, has it. */
export const fixMissingImport: Fixer = async ({ problem, file }, scene) => {
  const name = undefinedName(problem);
  if (name === undefined || !isFree(file, name)) return undefined;
  const owners = await ownersOf(name, file, scene);
  const standard = standardImport(name, file.tree.language, file.text);
  const [owner, ...others] = owners;
  if (others.length > 0 || (owner !== undefined && standard !== undefined)) return undefined;
  const system = systemOf(file, owner?.exported);
  const wanted = owner === undefined ? standard : await importOf(owner, { file, system, scene });
  if (wanted === undefined) return undefined;
  const explanation = `${file.path} uses ${name} without importing it; it is imported from ${wanted.module} now.`;
  return { path: file.path, text: insertImport(file, wanted, system), explanation };
};

function undefinedName({ name = '', message }: Problem): string | undefined {
  const compiled = /\bCannot find name '([\w$]+)'/.exec(message)?.[1];
  if (compiled !== undefined) return compiled;
  const isMissing = MISSING.has(name) || /^(ReferenceError|NameError):/.test(message);
  if (!isMissing) return undefined;
  const [, quoted, plain] =
    /\bname '([\w$]+)' is not defined|(?:^|\s)([\w$]+) is not defined/.exec(message) ?? [];
  return quoted ?? plain;
}

const MISSING: ReadonlySet<string> = new Set(['ReferenceError', 'NameError']);

/** Whether the file uses a name that nothing at its top level gives a meaning to. */
function isFree({ tree, outline }: ParsedFile, name: string): boolean {
  const isDefined =
    outline.imports.some(({ local }) => local === name || local === '*') ||
    outline.functions.some((each) => each.qualifiedName === name) ||
    exportedNames(tree).some((each) => each.name === name) ||
    bindingsOf(tree).some((each) => each.name === name && each.function === undefined);
  if (isDefined) return false;
  return [...walk(tree.root)].some(
    ({ node }) => node.type === 'identifier' && nodeText(tree, node) === name,
  );
}

interface Owner {
  readonly path: string;
  readonly exported: ExportedName;
}

/** The files of the same language that export a name, at most two; none when the workspace is too large to know. */
async function ownersOf(name: string, file: ParsedFile, scene: Scene): Promise<readonly Owner[]> {
  const code = isPython(file.path) ? /\.py$/ : /(?<!\.d)\.([cm]?[jt]s|[jt]sx)$/;
  const paths = [...scene.paths].filter(
    (path) =>
      path !== file.path && code.test(path) && protectionOf(path, scene.testFiles) === undefined,
  );
  const owners: Owner[] = [];
  for (const path of paths.length > MAX_FILES ? [] : paths) {
    if ((await scene.read(path))?.includes(name) !== true) continue;
    const opened = await scene.sources.parsed(path);
    const exported = opened && exportedNames(opened.tree).find((each) => each.name === name);
    if (exported !== undefined) owners.push({ path, exported });
    if (owners.length > 1) break;
  }
  return owners;
}

/** CommonJS where the file itself, or else what it imports, is written so. */
function systemOf(file: ParsedFile, exported: ExportedName | undefined): ImportSystem {
  if (isPython(file.path)) return 'python';
  if (/\.c[jt]s$/.test(file.path)) return 'commonjs';
  if (/\.(m[jt]s|tsx?)$/.test(file.path)) return 'module';
  const kinds = new Set(file.tree.root.children.map((node) => node.type));
  if (kinds.has('import_statement') || kinds.has('export_statement')) return 'module';
  const isCommonJs = /\brequire\s*\(|\bmodule\.exports\b|\bexports\./.test(file.text);
  return isCommonJs || exported?.system === 'commonjs' ? 'commonjs' : 'module';
}

interface Importing {
  readonly file: ParsedFile;
  readonly system: ImportSystem;
  readonly scene: Scene;
}

async function importOf(
  { path, exported }: Owner,
  { file, system, scene }: Importing,
): Promise<WantedImport | undefined> {
  // Older Nodes can't require a module.
  if (system === 'commonjs' && exported.system === 'module') return undefined;
  const examples = await testsOf(scene);
  const { paths } = scene;
  const module = moduleNameOf({ file, target: path, examples, paths });
  if (module === undefined) return undefined;
  const isWhole = exported.as === 'whole';
  return { name: exported.name, module, as: isWhole ? 'default' : exported.as };
}

async function testsOf({ testFiles, sources }: Scene): Promise<readonly ParsedFile[]> {
  const opened = await Promise.all([...testFiles].map((path) => sources.parsed(path)));
  return opened.flatMap((file) => file ?? []);
}

function isPython(path: string): boolean {
  return path.endsWith('.py');
}

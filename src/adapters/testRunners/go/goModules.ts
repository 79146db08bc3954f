import { dirname, join, posix } from 'node:path';
import { listProjectFiles, readProjectFile } from '../detection/projectFiles';

/** A module of the tree. */
export interface GoModule {
  /** As its packages are imported. */
  readonly path: string;
  /** Relative to the tree with `/`; empty for its root. */
  readonly folder: string;
}

/** The modules that one call of `go` tests, and where it is called. */
export interface GoModules {
  /** Relative to the tree with `/`; empty for its root. */
  readonly home: string;
  readonly modules: readonly GoModule[];
}

const MODULE = /^module\s+"?([^\s"]+)/m;
const GO_MOD = /(^|\/)go\.mod$/;

/** The modules of a workspace file, else the one at the root, else the one that lies highest. */
export async function findGoModules(root: string): Promise<GoModules> {
  const workspace = await readProjectFile(root, 'go.work');
  const folders = workspace === '' ? [await moduleFolder(root)] : usedFolders(workspace);
  const modules = await Promise.all(folders.map((folder) => readModule(root, folder)));
  return { home: workspace === '' ? (folders[0] ?? '') : '', modules };
}

/** The folder of a package, relative to the tree; undefined for one of no module of it. */
export function packageFolder({ modules }: GoModules, name: string): string | undefined {
  const owners = modules.filter(({ path }) => name === path || name.startsWith(`${path}/`));
  const [owner] = owners.sort((one, other) => other.path.length - one.path.length);
  if (owner === undefined) return undefined;
  return [owner.folder, name.slice(owner.path.length + 1)].filter((part) => part !== '').join('/');
}

async function moduleFolder(root: string): Promise<string> {
  if ((await readProjectFile(root, 'go.mod')) !== '') return '';
  const files = (await listProjectFiles(root)).filter((file) => GO_MOD.test(file));
  const [highest = 'go.mod'] = files.sort((one, other) => depthOf(one) - depthOf(other));
  return dirname(highest).replace(/^\.$/, '');
}

function depthOf(file: string): number {
  return file.split('/').length;
}

/** The folders of all `use` directives. */
function usedFolders(workspace: string): readonly string[] {
  const plain = workspace.replaceAll(/\/\/.*$/gm, '');
  const blocks = [...plain.matchAll(/^use\s*(?:\(([^)]*)\)|([^\s(]+))/gm)];
  return blocks
    .flatMap(([, many = '', one = '']) => `${many} ${one}`.split(/\s+/))
    .filter((word) => word !== '')
    .map((word) => posix.normalize(word.replaceAll('"', '')).replace(/^\.$|\/$/g, ''));
}

async function readModule(root: string, folder: string): Promise<GoModule> {
  const text = await readProjectFile(root, join(folder, 'go.mod'));
  return { folder, path: MODULE.exec(text)?.[1] ?? '' };
}

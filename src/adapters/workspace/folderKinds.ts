import { basename } from 'node:path';

/** Folders whose content is derived and private to one place: never copied, never linked. */
const PRIVATE_FOLDERS: ReadonlySet<string> = new Set([
  '.git',
  '.hg',
  '.svn',
  '__pycache__',
  '.pytest_cache',
  '.mypy_cache',
  '.ruff_cache',
  '.hypothesis',
  '.cache',
  '.vite',
  '.parcel-cache',
  '.turbo',
  '.nyc_output',
  '.tox',
  '.nox',
  '.gradle',
  '.vscode-test',
  'coverage',
]);

/** Build output that is taken for ignored where no git says so. */
const BUILD_FOLDERS: ReadonlySet<string> = new Set(['dist', 'out', 'target']);

/** Folders of packages that are linked entry by entry when they are too large to copy. */
const PACKAGE_FOLDERS: ReadonlySet<string> = new Set(['vendor', 'bower_components', 'Pods']);

/** Entries of node_modules that start with a dot and hold packages or generated code, not caches. */
const DOT_ENTRIES_WITH_CODE: ReadonlySet<string> = new Set(['.pnpm', '.store', '.prisma']);

export function isPrivateFolder(path: string): boolean {
  return PRIVATE_FOLDERS.has(basename(path));
}

export function isNodeModules(path: string): boolean {
  return basename(path) === 'node_modules';
}

export function isPackageFolder(path: string): boolean {
  return PACKAGE_FOLDERS.has(basename(path));
}

/** Whether an entry of node_modules is a cache, which each tree keeps for itself. */
export function isPrivateDotEntry(name: string): boolean {
  return name.startsWith('.') && !DOT_ENTRIES_WITH_CODE.has(name);
}

/** Whether a folder or file counts as ignored in a workspace without git. */
export function isIgnoredByDefault(path: string): boolean {
  const name = basename(path);
  return (
    isPrivateFolder(path) ||
    isNodeModules(path) ||
    BUILD_FOLDERS.has(name) ||
    name === '.env' ||
    name.startsWith('.env.')
  );
}

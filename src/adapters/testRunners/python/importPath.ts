import { delimiter, join } from 'node:path';

/** Where a runner's Python imports from. */
interface ImportSetup {
  /** Folders below the workspace that the interpreter imports from, relative. */
  readonly importFolders: readonly string[];
  /** Absolute path of the folder with our reporters. */
  readonly reportersFolder: string;
}

/** What an editable install points to in the workspace is imported from the tree instead. */
export function importPath(setup: ImportSetup, root: string): string {
  const inherited = process.env['PYTHONPATH'] ?? '';
  const own = setup.importFolders.map((folder) => join(root, folder));
  return [...own, setup.reportersFolder, inherited].filter((one) => one !== '').join(delimiter);
}

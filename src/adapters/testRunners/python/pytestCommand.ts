import { join } from 'node:path';
import { importPath } from './importPath';

/** How pytest is called in one workspace. */
export interface PytestSetup {
  /** Absolute path of an interpreter that has pytest. */
  readonly python: string;
  /** Folders below the workspace that the interpreter imports from, relative, such as `src` of an editable install. */
  readonly importFolders: readonly string[];
  /** Flags of the user's own command. */
  readonly flags: readonly string[];
  /** Files and folders of the user's own command, used when all tests are wanted. */
  readonly files: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Absolute path of the folder with our reporters. */
  readonly reportersFolder: string;
}

/** What is different from call to call. */
interface PytestCall {
  /** Absolute path of the tree. */
  readonly root: string;
  /** The module of ours that is loaded as a plugin. */
  readonly plugin: string;
  /** Absolute path of a private folder. */
  readonly folder: string;
  /** Relative paths; undefined for those of the user's own command. */
  readonly files: readonly string[] | undefined;
}

/** The command and the environment of pytest with a plugin of ours; nothing is written to the tree. */
export function pytestCommand(setup: PytestSetup, { root, plugin, folder, files }: PytestCall) {
  return {
    command: [
      ...[setup.python, '-m', 'pytest', '-p', plugin, `--rootdir=${root}`],
      ...['-o', `cache_dir=${join(folder, 'cache')}`],
      ...['--color=no', '--continue-on-collection-errors'],
      ...setup.flags,
      ...(files ?? setup.files),
    ],
    environment: {
      ...setup.environment,
      PYTHONPATH: importPath(setup, root),
      PYTHONDONTWRITEBYTECODE: '1',
    },
  };
}

import { readPackageJson, type PackageJson } from './packageJson';
import { listProjectFiles, readProjectFile } from './projectFiles';

/** What is looked at to find out how a workspace is tested. */
export interface Project {
  /** Absolute path. */
  readonly root: string;
  /** Its own files, relative with `/`, without dependencies and build output. */
  readonly files: readonly string[];
  readonly packageJson: PackageJson | undefined;
  /** The text of a file; empty when it can't be read. */
  readonly read: (path: string) => Promise<string>;
  /** Texts of the first files whose path matches: enough to tell what the others use too. */
  readonly readSome: (path: RegExp) => Promise<readonly string[]>;
}

/** More files than this tell nothing new. */
const MAX_READ = 40;

/** Looks at the folder. */
export async function openProject(root: string): Promise<Project> {
  const files = await listProjectFiles(root);
  const read = (path: string): Promise<string> => readProjectFile(root, path);
  return {
    root,
    files,
    packageJson: await readPackageJson(root),
    read,
    readSome: (path) =>
      Promise.all(
        files
          .filter((file) => path.test(file))
          .slice(0, MAX_READ)
          .map(read),
      ),
  };
}

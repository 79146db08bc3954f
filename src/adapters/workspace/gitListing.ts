import { findGit } from './findGit';
import { runGit } from './runGit';
import type { WorkspacePaths } from './workspacePaths';

/** The files that git tracks or does not ignore; undefined when git can't tell, as outside a repository. */
export async function gitListing(root: string): Promise<WorkspacePaths | undefined> {
  const git = await findGit(root);
  if (git === undefined) return undefined;
  const [top, files, ignored] = await Promise.all([
    runGit(git, root, ['rev-parse', '--show-toplevel']),
    runGit(git, root, ['ls-files', '-co', '--exclude-standard', '-z']),
    runGit(git, root, ['ls-files', '-oi', '--exclude-standard', '--directory', '-z']),
  ]);
  if (top === undefined || files === undefined || ignored === undefined) return undefined;
  const paths = pathsOf(files);
  // A workspace that its parent repository ignores looks empty to git, though it is not.
  if (paths.length === 0) return undefined;
  return { files: paths, ignored: pathsOf(ignored), top: top.trimEnd() };
}

function pathsOf(output: string): readonly string[] {
  const paths = output.split('\0').map((path) => path.replace(/\/$/, ''));
  return [...new Set(paths.filter((path) => path !== ''))];
}

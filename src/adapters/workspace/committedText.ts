import { findGit } from './findGit';
import { runGit } from './runGit';

/** The text that a file of the workspace has in the last commit, as git stores it; undefined when git has none. */
export async function committedText(root: string, path: string): Promise<string | undefined> {
  const git = await findGit(root);
  return git === undefined ? undefined : runGit(git, root, ['cat-file', 'blob', `HEAD:./${path}`]);
}

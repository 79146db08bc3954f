import { isAbsolute, relative, sep } from 'node:path';

import { ExplainedError } from '../../core/errors';

/** A path that would leave the workspace or reach into what belongs to git. */
export class PathOutsideWorkspace extends ExplainedError {
  readonly path: string;

  constructor(path: string, why: string) {
    super(
      `The path ${JSON.stringify(path)} ${why}, so it was refused; only files inside the workspace can be changed.`,
      'environment',
    );
    this.path = path;
  }
}

/** Passes a path relative to the workspace, with `/`; throws `PathOutsideWorkspace` for any other. */
export function assertContainedPath(path: string): void {
  if (path === '') throw new PathOutsideWorkspace(path, 'is empty');
  if (/[\0\\]/.test(path)) throw new PathOutsideWorkspace(path, 'has a backslash or a NUL in it');
  // A colon is a drive or an alternate stream on Windows.
  if (isAbsolute(path) || (process.platform === 'win32' && path.includes(':'))) {
    throw new PathOutsideWorkspace(path, 'is not relative to the workspace');
  }
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..')) {
    throw new PathOutsideWorkspace(path, 'has an empty, . or .. part');
  }
  if (parts.some(isGitFolderName)) throw new PathOutsideWorkspace(path, 'leads into .git');
}

/** Whether `path` is `folder` or below it; both absolute and resolved, compared by components. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

function isGitFolderName(part: string): boolean {
  // File systems of macOS ignore these code points, so `.g\u200cit` would be `.git`; Windows drops final dots and spaces.
  const visible = part.replace(/\p{Default_Ignorable_Code_Point}/gu, '').replace(/[. ]+$/, '');
  const folded = visible.normalize('NFKC').toLowerCase();
  return folded === '.git' || folded === 'git~1';
}

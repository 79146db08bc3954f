import { protectionOf } from './protectedPaths';
import { checkWorkspacePath } from './workspacePath';

/** Whether a path that was kept can be one that a proposal was let edit: whoever kept it may not be who it seems. */
export function isRestorable(path: unknown): boolean {
  if (typeof path !== 'string' || checkWorkspacePath(path, new Set()).path !== path) return false;
  const protection = protectionOf(path, new Set());
  return protection === undefined || protection === 'test' || protection === 'snapshot';
}

/**
 * Where a path (with `/`) lies after `from`, the same path or a folder above it, was renamed to `to`; undefined when that
 * leaves it where it is.
 */
export function renamedPath(path: string, from: string, to: string): string | undefined {
  if (path === from) return to;
  return path.startsWith(`${from}/`) ? `${to}${path.slice(from.length)}` : undefined;
}

/** A path that may be edited, or the sentence that says why not. */
export type CheckedPath =
  | { readonly path: string; readonly refusal?: undefined }
  | { readonly path?: undefined; readonly refusal: string };

/** Names that Windows reserves, with or without an extension. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;
/** Control characters, and format characters that show nothing but make two names differ. */
const INVISIBLE = /[\p{Cc}\p{Cf}]/u;

/**
 * Brings a path from a reply into the form `a/b.ts` relative to the workspace. Only judges the text: links are the
 * business of whoever writes. `known` decides whether a leading `a/` or `b/` is a diff's prefix.
 */
export function checkWorkspacePath(written: string, known: ReadonlySet<string>): CheckedPath {
  const slashed = written.trim().replaceAll('\\', '/');
  if (slashed === '' || INVISIBLE.test(slashed)) return refuse(written, 'is not a readable path');
  if (/^(\/|~|[a-z]:|[a-z][a-z0-9+.-]+:\/)/i.test(slashed)) return refuse(written, 'is absolute');
  if (/%2e|%2f|%5c/i.test(slashed)) return refuse(written, 'has escaped characters');
  const parts = slashed.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) return refuse(written, 'leaves the workspace');
  if (parts.length === 0 || parts.some(isUnsafeName))
    return refuse(written, 'has a name that not every system can hold');
  return asKnown(written, withoutDiffPrefix(parts.join('/'), known), known);
}

/** The path as a known file has it, where two only look alike. */
function asKnown(written: string, path: string, known: ReadonlySet<string>): CheckedPath {
  if (known.has(path)) return { path };
  const alike = [...known].find((each) => folded(each) === folded(path));
  if (alike === undefined) return { path };
  // Editors and file systems write letters with marks in two ways; names in another case are other files on some systems only.
  if (alike.normalize('NFC') === path.normalize('NFC')) return { path: alike };
  return refuse(written, `differs from ${JSON.stringify(alike)} in case`);
}

function folded(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

function isUnsafeName(name: string): boolean {
  return DEVICE.test(name) || /[:<>"|?*]/.test(name) || /[. ]$/.test(name) || /~\d/.test(name);
}

function withoutDiffPrefix(path: string, known: ReadonlySet<string>): string {
  const bare = path.replace(/^[ab]\//, '');
  return !known.has(path) && known.has(bare) ? bare : path;
}

function refuse(written: string, why: string): CheckedPath {
  const shown = JSON.stringify(written.slice(0, 200));
  return {
    refusal: `The path ${shown} ${why}; only files inside the workspace may be edited, named relative to it.`,
  };
}

import type { FileTexts } from '../ports';
import { applyHunks, diffTexts, invertHunks } from './hunks';
import type { FileEdit } from './fileEdit';

/**
 * The text of a file after an edit; null when the edit deletes it, undefined when the edit does not fit `before`
 * (null: the file does not exist).
 */
export function applyFileEdit(before: string | null, edit: FileEdit): string | null | undefined {
  if ((edit.kind === 'create') !== (before === null)) return undefined;
  const after = applyHunks(before ?? '', edit.hunks);
  if (after === undefined) return undefined;
  return edit.kind === 'delete' ? null : after;
}

/** The edit that undoes `edit`. */
export function invertFileEdit(edit: FileEdit): FileEdit {
  const kinds = { modify: 'modify', create: 'delete', delete: 'create' } as const;
  return { path: edit.path, kind: kinds[edit.kind], hunks: invertHunks(edit.hunks) };
}

/** The edit that turns one text into the other (null: no such file); undefined when they are equal. */
export function fileEditBetween(
  path: string,
  before: string | null,
  after: string | null,
): FileEdit | undefined {
  if (before === after) return undefined;
  const kind = before === null ? 'create' : after === null ? 'delete' : 'modify';
  return { path, kind, hunks: diffTexts(before ?? '', after ?? '') };
}

/** The texts of all files that a revision changes. */
export async function textsOf(
  files: readonly FileEdit[],
  read: (path: string) => Promise<string | undefined>,
): Promise<FileTexts> {
  const texts = new Map<string, string | null>();
  for (const edit of files) {
    const after = applyFileEdit((await read(edit.path)) ?? null, edit);
    if (after === undefined) throw new Error(`Revision does not fit the baseline of ${edit.path}`);
    texts.set(edit.path, after);
  }
  return texts;
}

import * as vscode from 'vscode';
import { faultPoint } from '../../adapters/recovery/faultPoint';
import { acceptRefusal } from './acceptRefusal';
import { acceptedText, type FileReview } from './fileReview';
import { hunkEdits } from './hunkEdits';
import { plainText } from './plainText';
import { checkedRealUri } from './realFile';
import { recordAccept } from './recordAccept';
import type { HunkChoice, ReviewSet } from './reviewSet';
import type { Reviews } from './reviews';
import { saveClean, type AcceptedFile } from './saveClean';

/**
 * Copies hunks into the real files as one undoable step, and saves the files that had no unsaved changes before. Whatever
 * kills the process meanwhile, `recoverAccepts` makes it whole. Returns a sentence when it could not; then nothing was
 * changed, or what is said was not saved.
 */
export async function acceptHunks(
  reviews: Reviews,
  set: ReviewSet,
  choices: readonly HunkChoice[],
): Promise<string | undefined> {
  const steps: AcceptStep[] = [];
  for (const choice of choices) {
    const { path } = choice.file;
    const refusal = await acceptRefusal(await checkedRealUri(set, path), path);
    if (refusal !== undefined) return refusal;
    const step = await prepare(set, choice);
    if (step === undefined) {
      await reviews.readAgain(await checkedRealUri(set, path));
      return vscode.l10n.t(
        '{0} has changed since this hunk was shown. Look at it again; nothing was accepted.',
        path,
      );
    }
    steps.push(step);
  }
  return write(reviews, set, steps);
}

async function write(
  reviews: Reviews,
  set: ReviewSet,
  steps: readonly AcceptStep[],
): Promise<string | undefined> {
  const root = vscode.Uri.parse(set.root, true).fsPath;
  const record = await recordAccept({ records: reviews.records, root }, steps);
  faultPoint('accept-before-files');
  for (const step of steps) reviews.expect(set, step);
  if (!(await vscode.workspace.applyEdit(workspaceEdit(steps)))) {
    await record.done();
    return vscode.l10n.t(
      'The editor refused the change, perhaps because a file is read-only. Nothing was accepted.',
    );
  }
  for (const { uri } of steps) await reviews.readAgain(uri);
  const unsaved = await saveClean(steps);
  faultPoint('accept-before-mark');
  await record.done();
  return unsaved;
}

interface AcceptStep extends AcceptedFile {
  readonly file: FileReview;
  readonly document?: vscode.TextDocument;
  readonly uri: vscode.Uri;
  readonly after: string | null;
  /** How many hunks that takes. */
  readonly count: number;
  readonly edits: readonly vscode.TextEdit[];
}

async function prepare(
  set: ReviewSet,
  { file, hunks }: HunkChoice,
): Promise<AcceptStep | undefined> {
  const uri = await checkedRealUri(set, file.path);
  const after = acceptedText(file, hunks);
  const effect = hunks[0]?.effect;
  if (after === undefined || effect === undefined) return undefined;
  const result = { file, uri, after, count: hunks.length, effect };
  if (effect === 'create') return { ...result, edits: [], wasClean: true };
  const document = await vscode.workspace.openTextDocument(uri);
  if (plainText(document.getText()) !== file.real) return undefined;
  const edits = effect === 'edit' ? hunkEdits(document, hunks) : [];
  return { ...result, edits, document, wasClean: !document.isDirty };
}

function workspaceEdit(steps: readonly AcceptStep[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { uri, edits } of steps) if (edits.length > 0) edit.set(uri, [...edits]);
  // Files come after texts: a group of text edits is all or nothing, file operations are not.
  for (const { uri, effect, after } of steps) {
    if (effect === 'create') edit.createFile(uri, { contents: Buffer.from(after ?? '') });
    if (effect === 'delete') edit.deleteFile(uri);
  }
  return edit;
}

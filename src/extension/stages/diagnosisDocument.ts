import * as vscode from 'vscode';
import { REVISION_SCHEME } from '../review/reviewUri';
import type { RevisionFileSystem } from '../review/revisionFileSystem';

/** Shows a diagnosis in an editor of its own; what is written there counts only once it is used. */
export async function openDiagnosis(
  documents: RevisionFileSystem,
  session: string,
  text: string,
): Promise<void> {
  const uri = vscode.Uri.from({ ...PLACE, path: `/${session}/${FILE_NAME}` });
  documents.setText(uri, text);
  await vscode.window.showTextDocument(uri, { preview: false });
}

/** The diagnosis in the active editor, with the session that it is for; undefined when it shows something else. */
export function activeDiagnosis():
  { readonly session: string; readonly document: vscode.TextDocument } | undefined {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.uri.scheme !== PLACE.scheme || document.uri.authority !== PLACE.authority)
    return undefined;
  return { session: document.uri.path.split('/')[1] ?? '', document };
}

/** Closes the editor of a diagnosis without asking whether to save it. */
export async function closeDiagnosis(document: vscode.TextDocument): Promise<void> {
  if (document.isDirty) await document.save();
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const own = tabs.filter(
    ({ input }) =>
      input instanceof vscode.TabInputText && input.uri.toString() === document.uri.toString(),
  );
  await vscode.window.tabGroups.close(own);
}

/** Offers to use a diagnosis, above its first line. */
export function registerDiagnosisLens(): vscode.Disposable {
  const lens = new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), {
    command: 'fixpoint.useDiagnosis',
    title: vscode.l10n.t('Use This Diagnosis'),
    tooltip: vscode.l10n.t('The next request is told this instead of an explanation of its own.'),
  });
  return vscode.languages.registerCodeLensProvider(
    { scheme: PLACE.scheme, pattern: `**/${FILE_NAME}` },
    { provideCodeLenses: () => [lens] },
  );
}

const PLACE = { scheme: REVISION_SCHEME, authority: 'diagnosis' } as const;
/** Menus and keys know it by this name. */
const FILE_NAME = 'Diagnosis.md';

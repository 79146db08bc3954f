import * as vscode from 'vscode';
import { unfinishedChanges, type RecordPlace } from '../../adapters/recovery/changeRecord';
import { recoverChanges, type RecoveredChange } from '../../adapters/recovery/recoverChanges';
import { plainText } from './plainText';

/** Makes accepts whole that were cut off with an earlier process, and says what became of them. */
export async function recoverAccepts(records: string): Promise<void> {
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    if (uri.scheme !== 'file') continue;
    const place = { records, root: uri.fsPath };
    await saveAccepted(place, uri);
    for (const change of await recoverChanges(place)) tell(change);
  }
}

/** The window outlives its extensions: its editors may hold what was accepted and not saved any more. */
async function saveAccepted(place: RecordPlace, root: vscode.Uri): Promise<void> {
  for (const { changes } of await unfinishedChanges(place)) {
    for (const { path, after } of changes) {
      const uri = vscode.Uri.joinPath(root, path).toString();
      const open = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri);
      if (open?.isDirty !== true || after === null) continue;
      if (plainText(open.getText()) === plainText(after.toString())) await open.save();
    }
  }
}

function tell({ kind, paths, copies }: RecoveredChange): void {
  const files = paths.join(', ');
  if (kind === 'finished') {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('An accept was cut off. It is complete now: {0}.', files),
    );
  } else if (kind === 'taken-back') {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('An accept was cut off. Nothing of it was written; accept again: {0}.', files),
    );
  } else {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'An accept was cut off, and its files were changed since: {0}. Nothing was touched; both versions are in {1}.',
        files,
        copies ?? '',
      ),
    );
  }
}

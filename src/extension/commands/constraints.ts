import * as vscode from 'vscode';
import type { Wishes } from '../host/wishes';

/** Shows the standing constraints of the workspace as a list, where they can be added, edited and deleted. */
export function showConstraints(wishes: Wishes): void {
  const pick = vscode.window.createQuickPick<ConstraintItem>();
  pick.title = vscode.l10n.t('Standing constraints of this workspace');
  pick.placeholder = vscode.l10n.t('Enter edits a constraint; clearing its text deletes it');
  const draw = (): void => {
    pick.items = [...wishes.always.map(itemOf), addItem()];
  };
  draw();
  pick.onDidTriggerItemButton(async ({ item, button }) => {
    if (item.constraint === undefined) return;
    if (button === EDIT) return edit(wishes, item.constraint);
    await wishes.replaceAlways(item.constraint, '');
    draw();
  });
  pick.onDidAccept(async () => {
    const [chosen] = pick.selectedItems;
    if (chosen) await edit(wishes, chosen.constraint);
  });
  pick.onDidHide(() => {
    pick.dispose();
  });
  pick.show();
}

interface ConstraintItem extends vscode.QuickPickItem {
  /** Absent: the row that adds one. */
  readonly constraint?: string;
}

async function edit(wishes: Wishes, constraint: string | undefined): Promise<void> {
  const text = await vscode.window.showInputBox({
    title:
      constraint === undefined
        ? vscode.l10n.t('Add a standing constraint')
        : vscode.l10n.t('Edit a standing constraint'),
    prompt: vscode.l10n.t('Every repair of this workspace is told. Empty: delete it.'),
    placeHolder: vscode.l10n.t('Keep the public functions as they are'),
    value: constraint ?? '',
    ignoreFocusOut: true,
  });
  if (text === undefined) return;
  if (constraint !== undefined) await wishes.replaceAlways(constraint, text.trim());
  else if (text.trim() !== '') await wishes.addAlways(text.trim());
  showConstraints(wishes);
}

function itemOf(constraint: string): ConstraintItem {
  const label = constraint.replaceAll(/\s+/g, ' ');
  return { label, constraint, buttons: [EDIT, DELETE] };
}

function addItem(): ConstraintItem {
  return { label: `$(add) ${vscode.l10n.t('Add a constraint…')}`, alwaysShow: true };
}

const EDIT: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('edit'),
  tooltip: vscode.l10n.t('Edit'),
};
const DELETE: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('trash'),
  tooltip: vscode.l10n.t('Delete'),
};

import * as vscode from 'vscode';
import { readSettings } from '../host/readSettings';
import type { KeyPlace } from './apiKeys';
import {
  addServerRow,
  builtinRow,
  isCurrent,
  type ModelChoice,
  type ModelRow,
} from './modelChoice';
import { modelSources } from './modelSources';

/** A row of the list; separators have no choice. */
interface ModelItem extends vscode.QuickPickItem {
  readonly choice?: ModelChoice;
}

/** One list of everything that can propose fixes, with its costs; it fills while it is open. Undefined when it is left. */
export async function pickModel(place: KeyPlace): Promise<ModelChoice | undefined> {
  const pick = vscode.window.createQuickPick<ModelItem>();
  const left = new AbortController();
  pick.title = vscode.l10n.t('Who proposes the fixes?');
  pick.placeholder = vscode.l10n.t('Type to search; what it costs is beside each');
  pick.matchOnDescription = true;
  pick.keepScrollPosition = true;
  try {
    fill(pick, place, left.signal);
    return await chosenIn(pick);
  } finally {
    left.abort();
    pick.dispose();
  }
}

function chosenIn(pick: vscode.QuickPick<ModelItem>): Promise<ModelChoice | undefined> {
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      const choice = pick.selectedItems[0]?.choice;
      if (choice) resolve(choice);
    });
    pick.onDidHide(() => {
      resolve(undefined);
    });
    pick.show();
  });
}

/** What takes time is added below whatever is there, so that no row moves away from under the mouse. */
function fill(pick: vscode.QuickPick<ModelItem>, place: KeyPlace, signal: AbortSignal): void {
  const settings = readSettings();
  const toItem = ({ label, description, choice }: ModelRow): ModelItem => ({
    label: isCurrent(choice, settings, place.endpoints.current) ? `$(check) ${label}` : label,
    description,
    choice,
    alwaysShow: choice.kind === 'add-server' || choice.kind === 'name-model',
  });
  const add = (rows: readonly ModelRow[], heading: string): void => {
    if (signal.aborted || rows.length === 0) return;
    const { activeItems } = pick;
    const separator = { label: heading, kind: vscode.QuickPickItemKind.Separator };
    pick.items = [...pick.items, separator, ...rows.map(toItem)];
    pick.activeItems = activeItems;
  };
  pick.items = [builtinRow(), addServerRow()].map(toItem);
  pick.busy = true;
  const loads = modelSources(place).map(async ({ heading, load }) => {
    add(await load(signal), heading);
  });
  void Promise.all(loads).then(() => {
    if (!signal.aborted) pick.busy = false;
  });
}

import * as vscode from 'vscode';
import { listModels, type ListedModel, type Server } from '../../adapters/models/listModels';
import { ExplainedError } from '../../core/errors';
import { hostOf } from './modelChoice';
import { serverModelCost } from './modelCost';

interface NameItem extends vscode.QuickPickItem {
  readonly name: string;
}

/** Asks for the name of a server's model: one that it lists, or any that is typed; undefined when it is left. */
export async function pickModelName({
  model,
  ...server
}: Server & { readonly model: string }): Promise<string | undefined> {
  const pick = vscode.window.createQuickPick<NameItem>();
  const left = new AbortController();
  let listed: readonly ListedModel[] = [];
  pick.title = vscode.l10n.t('Select a model of {0}', hostOf(server.baseUrl));
  pick.placeholder = vscode.l10n.t('The name that the server knows the model by');
  pick.value = model;
  pick.ignoreFocusOut = true;
  const draw = (): void => {
    pick.items = itemsFor(server, listed, pick.value.trim());
  };
  pick.onDidChangeValue(draw);
  draw();
  pick.busy = true;
  void listModels(server, left.signal)
    .then((models) => {
      listed = models;
    })
    .catch((problem: unknown) => {
      if (problem instanceof ExplainedError) pick.title = problem.message;
    })
    .finally(() => {
      if (left.signal.aborted) return;
      pick.busy = false;
      draw();
    });
  try {
    return await nameIn(pick);
  } finally {
    left.abort();
    pick.dispose();
  }
}

function nameIn(pick: vscode.QuickPick<NameItem>): Promise<string | undefined> {
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      const name = pick.selectedItems[0]?.name;
      if (name !== undefined) resolve(name);
    });
    pick.onDidHide(() => {
      resolve(undefined);
    });
    pick.show();
  });
}

/** What was typed comes last, so that Enter takes a listed model that fits. */
function itemsFor(
  { baseUrl }: Server,
  listed: readonly ListedModel[],
  typed: string,
): readonly NameItem[] {
  const known = listed.map(({ id, price }) => ({
    label: id,
    description: serverModelCost({ baseUrl, model: id, ...(price && { price }) }),
    name: id,
  }));
  if (typed === '' || listed.some(({ id }) => id === typed)) return known;
  const label = vscode.l10n.t('Use "{0}"', typed);
  return [...known, { label, name: typed, alwaysShow: true }];
}

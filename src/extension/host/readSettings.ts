import * as vscode from 'vscode';
import { MACHINE_ONLY } from './ignoredSettings';
import { parseSettings, type Settings } from './settings';

/** The settings that hold for a workspace folder. */
export function readSettings(folder?: vscode.Uri): Settings {
  const configuration = vscode.workspace.getConfiguration('fixpoint', folder ?? null);
  return parseSettings((name) =>
    MACHINE_ONLY.has(name)
      ? configuration.inspect(name)?.globalValue
      : configuration.get<unknown>(name),
  );
}

/** Stores one setting for all of the user's workspaces. */
export async function writeUserSetting(name: string, value: unknown): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('fixpoint');
  await configuration.update(name, value, vscode.ConfigurationTarget.Global);
}

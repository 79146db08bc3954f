import * as vscode from 'vscode';
import type { CommandHandlers } from './register';

export interface SettingRooms {
  readonly secrets: vscode.SecretStorage;
  readonly log: vscode.LogOutputChannel;
}

/** Choosing the model, and what else is set once. */
export function settingCommands({ secrets, log }: SettingRooms): CommandHandlers {
  return {
    selectModel: async () => {
      const { selectModel } = await import('../models/selectModel');
      await selectModel(secrets);
    },
    setApiKey: async () => {
      const { setApiKey } = await import('../models/keyCommands');
      await setApiKey(secrets);
    },
    forgetApiKey: async () => {
      const { forgetApiKey } = await import('../models/keyCommands');
      await forgetApiKey(secrets);
    },
    openSettings: () =>
      vscode.commands.executeCommand('workbench.action.openSettings', '@ext:fixpoint.fixpoint'),
    toggleDiffLayout: () => vscode.commands.executeCommand('toggle.diff.renderSideBySide'),
    showLog: () => {
      log.show(true);
    },
  };
}

import * as vscode from 'vscode';
import { storeApiKey } from '../host/apiKey';
import { readSettings, writeUserSetting } from '../host/readSettings';
import type { CommandHandlers } from './register';

export interface SettingRooms {
  readonly secrets: vscode.SecretStorage;
  readonly log: vscode.LogOutputChannel;
}

/** Choosing the model, and what else is set once. */
export function settingCommands({ secrets, log }: SettingRooms): CommandHandlers {
  return {
    selectModel: () => selectModel(secrets),
    setApiKey: () => setApiKey(secrets),
    openSettings: () =>
      vscode.commands.executeCommand('workbench.action.openSettings', '@ext:fixpoint.fixpoint'),
    toggleDiffLayout: () => vscode.commands.executeCommand('toggle.diff.renderSideBySide'),
    showLog: () => {
      log.show(true);
    },
  };
}

async function selectModel(secrets: vscode.SecretStorage): Promise<void> {
  const picked = await vscode.window.showQuickPick(PROVIDERS, {
    title: vscode.l10n.t('Who proposes the fixes?'),
  });
  if (!picked) return;
  if (picked.provider === 'builtin') return writeUserSetting('provider', 'builtin');
  const { baseUrl, model } = readSettings();
  const url = await vscode.window.showInputBox({
    title: vscode.l10n.t('Select a model (1/2): where it runs'),
    prompt: vscode.l10n.t(
      'Base URL of an OpenAI-compatible server. Empty: the hosted service of OpenAI.',
    ),
    placeHolder: 'http://localhost:11434/v1',
    value: baseUrl ?? '',
    ignoreFocusOut: true,
    validateInput: urlProblem,
  });
  if (url === undefined) return;
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Select a model (2/2): its name'),
    prompt: vscode.l10n.t('The name that the server knows the model by.'),
    value: model,
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.trim() === '' ? vscode.l10n.t('A model has a name.') : undefined,
  });
  if (name === undefined) return;
  await writeUserSetting('baseUrl', url.trim());
  await writeUserSetting('model', name.trim());
  await writeUserSetting('provider', 'openai');
  if (url.trim() === '') await setApiKey(secrets);
}

async function setApiKey(secrets: vscode.SecretStorage): Promise<void> {
  const key = await vscode.window.showInputBox({
    title: vscode.l10n.t('Set the API key'),
    prompt: vscode.l10n.t(
      "It is kept in the editor's secret storage. Empty: forget the stored key.",
    ),
    password: true,
    ignoreFocusOut: true,
  });
  if (key === undefined) return;
  await storeApiKey(secrets, key.trim());
  const sentence =
    key.trim() === ''
      ? vscode.l10n.t('The API key is forgotten.')
      : vscode.l10n.t('The API key is stored.');
  void vscode.window.showInformationMessage(sentence);
}

function urlProblem(value: string): string | undefined {
  const url = value.trim();
  if (url === '') return undefined;
  const isHttp = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  return isHttp
    ? undefined
    : vscode.l10n.t('This is not a URL that starts with http:// or https://.');
}

const PROVIDERS = [
  {
    label: `$(search) ${vscode.l10n.t('Built-in search')}`,
    detail: vscode.l10n.t(
      'No model: tries small changes at suspicious places. No key, no network.',
    ),
    provider: 'builtin',
  },
  {
    label: `$(hubot) ${vscode.l10n.t('OpenAI-compatible model')}`,
    detail: vscode.l10n.t('Hosted, or local with Ollama, LM Studio, llama.cpp, vLLM…'),
    provider: 'openai',
  },
] as const;

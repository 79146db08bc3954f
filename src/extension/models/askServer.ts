import * as vscode from 'vscode';
import {
  DEFAULT_BASE_URL,
  isInPlainSight,
  isPrivateNetwork,
} from '../../adapters/models/serverAddress';
import { readApiKey, type KeyPlace } from './apiKeys';
import { mayHoldKey, originOf } from './endpoints';
import { hostOf } from './modelChoice';
import { pickModelName } from './pickModelName';

/** A server to be added, as far as it is known; `apiKey` is what was typed, and empty when nothing was. */
export interface ServerDraft {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly model: string;
}

/** Asks where a server is, for its key and for the model; undefined when one of the questions is left. */
export async function askServer(
  place: KeyPlace,
  draft: ServerDraft,
): Promise<ServerDraft | undefined> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Add an endpoint (1/3): where it is'),
    prompt: vscode.l10n.t(
      'Base URL of an OpenAI-compatible server. Empty: the hosted service of OpenAI.',
    ),
    placeHolder: 'http://localhost:11434/v1',
    value: draft.baseUrl,
    ignoreFocusOut: true,
    validateInput: urlProblem,
  });
  if (typed === undefined) return undefined;
  const baseUrl = typed.trim() === '' ? DEFAULT_BASE_URL : typed.trim();
  const isSame = originOf(baseUrl) === originOf(draft.baseUrl);
  const apiKey = await askKey(place, baseUrl, isSame ? draft.apiKey : '');
  if (apiKey === undefined) return undefined;
  const model = await askModel(place, { baseUrl, apiKey, model: draft.model });
  return model === undefined ? undefined : { baseUrl, apiKey, model };
}

/** Asks for the model of a server, offering those that it lists. */
export async function askModel(
  place: KeyPlace,
  { baseUrl, apiKey, model }: ServerDraft,
): Promise<string | undefined> {
  const key = apiKey === '' ? await readApiKey(place, baseUrl) : apiKey;
  return pickModelName({ baseUrl, model, ...(key !== undefined && { apiKey: key }) });
}

async function askKey(
  place: KeyPlace,
  baseUrl: string,
  value: string,
): Promise<string | undefined> {
  const hasKey = (await readApiKey(place, baseUrl)) !== undefined;
  const key = await vscode.window.showInputBox({
    title: vscode.l10n.t('Add an endpoint (2/3): its API key'),
    prompt: hasKey
      ? vscode.l10n.t('There is a key for {0} already. Empty: keep it.', hostOf(baseUrl))
      : vscode.l10n.t(
          "The API key for {0}, kept in the editor's secret storage. Empty: it needs none.",
          hostOf(baseUrl),
        ),
    value,
    password: true,
    ignoreFocusOut: true,
  });
  return key?.trim();
}

function urlProblem(value: string): string | vscode.InputBoxValidationMessage | undefined {
  const url = value.trim();
  if (url === '') return undefined;
  if (originOf(url) === undefined) {
    return vscode.l10n.t('This is not a URL that starts with http:// or https://.');
  }
  if (isInPlainSight(url)) {
    return vscode.l10n.t(
      'Write https://, because key and code would go there in plain sight; http:// is for this machine alone.',
    );
  }
  if (mayHoldKey(url)) {
    return vscode.l10n.t(
      'Leave out the name, password, query or fragment: the URL is stored as plain text. The key is asked for next.',
    );
  }
  return isPrivateNetwork(url) ? PRIVATE_NETWORK() : undefined;
}

/** Told, but no hindrance. */
const PRIVATE_NETWORK = (): vscode.InputBoxValidationMessage => ({
  message: vscode.l10n.t(
    'This server lies in a private network, which gets the code; is it yours?',
  ),
  severity: vscode.InputBoxValidationSeverity.Warning,
});

import * as vscode from 'vscode';
import { originsWithKey, storeApiKey } from './apiKeys';
import { knownBaseUrls, originOf } from './endpoints';
import { keyPlace } from './keyPlace';
import { hostOf } from './modelChoice';

/** Asks for the key of a server, of which one when several are known, and stores it. */
export async function setApiKey(secrets: vscode.SecretStorage): Promise<void> {
  const place = keyPlace(secrets);
  const stored = new Set(await originsWithKey(place));
  const known = knownBaseUrls(place.endpoints).flatMap((url) => originOf(url) ?? []);
  if (known.length === 0) {
    sayNoAddress(place.endpoints.current);
    return;
  }
  const origin = await pickOrigin([...new Set(known)], stored);
  if (origin === undefined) return;
  const key = await vscode.window.showInputBox({
    title: vscode.l10n.t('Set the API key of {0}', hostOf(origin)),
    prompt: vscode.l10n.t(
      "It is kept in the editor's secret storage and sent only to this server. Empty: forget the stored key.",
    ),
    password: true,
    ignoreFocusOut: true,
  });
  if (key === undefined) return;
  await storeApiKey(secrets, origin, key.trim());
  if (key.trim() === '') sayForgotten(origin);
  else say(vscode.l10n.t('The API key of {0} is stored.', hostOf(origin)));
}

/** Forgets a stored key, of which server when there are several. */
export async function forgetApiKey(secrets: vscode.SecretStorage): Promise<void> {
  const stored = await originsWithKey(keyPlace(secrets));
  if (stored.length === 0) {
    say(vscode.l10n.t('No API key is stored.'));
    return;
  }
  const items = stored.map((origin) => ({ label: hostOf(origin), description: origin, origin }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Forget an API key'),
    placeHolder: vscode.l10n.t('Whose key shall be forgotten?'),
  });
  if (!picked) return;
  await storeApiKey(secrets, picked.origin, '');
  sayForgotten(picked.origin);
}

/** The only one is not asked for. */
async function pickOrigin(
  origins: readonly string[],
  stored: ReadonlySet<string>,
): Promise<string | undefined> {
  if (origins.length < 2) return origins[0];
  const items = origins.map((origin) => ({
    label: hostOf(origin),
    description: stored.has(origin)
      ? vscode.l10n.t('a key is stored')
      : vscode.l10n.t('no key is stored'),
    origin,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Set an API key'),
    placeHolder: vscode.l10n.t('Which server is the key for?'),
  });
  return picked?.origin;
}

function sayNoAddress(baseUrl: string): void {
  void vscode.window.showWarningMessage(
    vscode.l10n.t(
      'The base URL "{0}" does not start with http:// or https://. Correct it in the setting "fixpoint.baseUrl" or in OPENAI_BASE_URL, and try again.',
      baseUrl,
    ),
  );
}

function sayForgotten(origin: string): void {
  say(vscode.l10n.t('The API key of {0} is forgotten.', hostOf(origin)));
}

function say(sentence: string): void {
  void vscode.window.showInformationMessage(sentence);
}

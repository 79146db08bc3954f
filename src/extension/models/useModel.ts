import * as vscode from 'vscode';
import { DEFAULT_BASE_URL, serverAddress } from '../../adapters/models/serverAddress';
import { l10n } from '../host/l10n';
import { readSettings, writeUserSetting } from '../host/readSettings';
import type { Settings } from '../host/settings';
import { noteSetByHand, type KeyStore } from './apiKeys';
import { originOf, withEndpoint } from './endpoints';

/** Who proposes from now on. */
export type ModelUse =
  | { readonly kind: 'builtin' }
  | { readonly kind: 'vscode'; readonly model: string }
  | { readonly kind: 'server'; readonly baseUrl: string; readonly model: string };

/** Stores the choice for all of the user's workspaces, and says so; and also when this workspace has a choice of its own. */
export async function useModel(secrets: KeyStore, use: ModelUse): Promise<void> {
  const before = readSettings();
  if (use.kind === 'server') await useServer(secrets, use.baseUrl, before);
  if (use.kind !== 'builtin') await writeUserSetting('model', use.model);
  await writeUserSetting('provider', PROVIDERS[use.kind]);
  await forgetFeedbackModel(before);
  tell(use);
}

/** The server that was asked so far stays known, unless it is what holds without any setting. */
async function useServer(
  secrets: KeyStore,
  baseUrl: string,
  { baseUrl: last = DEFAULT_BASE_URL, endpoints }: Settings,
): Promise<void> {
  if (serverAddress(last) === serverAddress(baseUrl)) return writeUserSetting('baseUrl', baseUrl);
  if (serverAddress(last) !== serverAddress(DEFAULT_BASE_URL)) {
    const wasAdded = endpoints.some((each) => originOf(each) === originOf(last));
    if (!wasAdded) await noteSetByHand(secrets, last);
    await writeUserSetting('endpoints', withEndpoint(endpoints, last));
  }
  await writeUserSetting('baseUrl', baseUrl);
}

/** The model that explains is one of the same server, so it does not outlive a change of it. */
async function forgetFeedbackModel(before: Settings): Promise<void> {
  const { provider, baseUrl } = readSettings();
  const isSame = before.provider === provider && before.baseUrl === baseUrl;
  if (isSame || before.feedbackModel === undefined) return;
  await writeUserSetting('feedbackModel', undefined);
}

function tell(use: ModelUse): void {
  const { provider, model } = readSettings();
  const isOverruled =
    provider !== PROVIDERS[use.kind] || (use.kind !== 'builtin' && model !== use.model);
  if (isOverruled) {
    void vscode.window.showWarningMessage(
      l10n.t(
        'The choice is stored, but the settings of this workspace name another model, which holds here. Remove "fixpoint.provider" and "fixpoint.model" from them to use yours.',
      ),
    );
    return;
  }
  const who = use.kind === 'builtin' ? l10n.t('the built-in search') : use.model;
  vscode.window.setStatusBarMessage(l10n.t('Fixes are proposed by {0}.', who), MESSAGE_MS);
}

const PROVIDERS = { builtin: 'builtin', vscode: 'vscode', server: 'openai' } as const;

/** Long enough to read one sentence. */
const MESSAGE_MS = 4000;

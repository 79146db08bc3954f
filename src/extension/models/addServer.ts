import * as vscode from 'vscode';
import { checkModel } from '../../adapters/models/checkModel';
import { ExplainedError } from '../../core/errors';
import { readSettings, writeUserSetting } from '../host/readSettings';
import { noteAsked, readApiKey, storeApiKey, type KeyPlace } from './apiKeys';
import { askModel, askServer, type ServerDraft } from './askServer';
import { knownBaseUrls, originOf, withEndpoint } from './endpoints';
import { hostOf } from './modelChoice';
import { useModel } from './useModel';

/** Asks for one more server, checks it with one tiny request, and uses it from then on. */
export async function addServer(place: KeyPlace): Promise<void> {
  await askUntilStored(place, { baseUrl: '', apiKey: '', model: '' }, askServer);
}

/** Asks for a model of a known server, checks it likewise, and uses it from then on. */
export async function nameModel(place: KeyPlace, baseUrl: string): Promise<void> {
  const draft = { baseUrl, apiKey: '', model: '' };
  await askUntilStored(place, draft, async (keys, last) => {
    const model = await askModel(keys, last);
    return model === undefined ? undefined : { ...last, model };
  });
}

async function askUntilStored(
  place: KeyPlace,
  first: ServerDraft,
  ask: (place: KeyPlace, draft: ServerDraft) => Promise<ServerDraft | undefined>,
): Promise<void> {
  let draft = await ask(place, first);
  while (draft) {
    const decision = await checkUntilDecided(place, draft);
    if (decision === 'store') await store(place, draft);
    if (decision !== 'edit') return;
    draft = await ask(place, draft);
  }
}

async function store(place: KeyPlace, { baseUrl, apiKey, model }: ServerDraft): Promise<void> {
  if (apiKey !== '') await storeApiKey(place.secrets, baseUrl, apiKey);
  // What is known already keeps its way to a key.
  const isKnown = knownBaseUrls(place.endpoints).some((url) => originOf(url) === originOf(baseUrl));
  if (!isKnown) {
    // Before it is asked for anything: from here on it gets no key but its own.
    await noteAsked(place.secrets, baseUrl);
    await writeUserSetting('endpoints', withEndpoint(readSettings().endpoints, baseUrl));
  }
  await useModel(place.secrets, { kind: 'server', baseUrl, model });
}

/** Undefined when the developer gives up. */
async function checkUntilDecided(
  place: KeyPlace,
  draft: ServerDraft,
): Promise<'store' | 'edit' | undefined> {
  for (;;) {
    const result = await check(place, draft);
    if (result === 'good') return 'store';
    if (result === 'cancelled') return undefined;
    const retry = vscode.l10n.t('Retry');
    const storeAnyway = vscode.l10n.t('Store Anyway');
    const edit = vscode.l10n.t('Edit');
    const { message } = result;
    const answer = await vscode.window.showWarningMessage(message, retry, storeAnyway, edit);
    if (answer === storeAnyway) return 'store';
    if (answer === edit) return 'edit';
    if (answer !== retry) return undefined;
  }
}

/** One tiny question, with progress; the sentence about what is wrong when it is not answered. */
async function check(
  place: KeyPlace,
  { baseUrl, apiKey, model }: ServerDraft,
): Promise<'good' | 'cancelled' | ExplainedError> {
  const key = apiKey === '' ? await readApiKey(place, baseUrl) : apiKey;
  const server = { baseUrl, model, ...(key !== undefined && { apiKey: key }) };
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Asking {0} of {1} one short question…', model, hostOf(baseUrl)),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (_, cancellation) => {
    const abort = new AbortController();
    const listening = cancellation.onCancellationRequested(() => {
      abort.abort();
    });
    try {
      await checkModel(server, abort.signal);
      return 'good';
    } catch (problem) {
      if (abort.signal.aborted) return 'cancelled';
      if (problem instanceof ExplainedError) return problem;
      throw problem;
    } finally {
      listening.dispose();
    }
  });
}

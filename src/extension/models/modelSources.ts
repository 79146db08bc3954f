import * as vscode from 'vscode';
import type { ListedModel } from '../../adapters/models/listModels';
import { DEFAULT_BASE_URL, serverAddress } from '../../adapters/models/serverAddress';
import { ExplainedError } from '../../core/errors';
import { l10n } from '../host/l10n';
import { readSettings } from '../host/readSettings';
import { readApiKey, type KeyPlace } from './apiKeys';
import { knownBaseUrls } from './endpoints';
import {
  chatModelRows,
  nameModelRow,
  serverHeading,
  serverRows,
  type ModelRow,
} from './modelChoice';

/** A group of rows under a heading that takes time. */
export interface ModelSource {
  readonly heading: string;
  /** Its rows, none when there is nothing to choose; never rejects. */
  readonly load: (signal: AbortSignal) => Promise<readonly ModelRow[]>;
}

/** A server is not waited for longer; its models can still be named. */
const LIST_LIMIT_MS = 15_000;

/** The language models of VS Code, then those of each known server; nothing is asked before `load`. */
export function modelSources(place: KeyPlace): readonly ModelSource[] {
  return [chatSource(), ...shownServers(place).map((baseUrl) => serverSource(place, baseUrl))];
}

/** OpenAI's own server is asked only by those who have chosen it. */
function shownServers({ endpoints, environment }: KeyPlace): readonly string[] {
  const { provider, baseUrl } = readSettings();
  const isChosen =
    provider === 'openai' ||
    baseUrl !== undefined ||
    (environment['OPENAI_BASE_URL'] ?? '').trim() !== '' ||
    endpoints.added.some((url) => serverAddress(url) === serverAddress(DEFAULT_BASE_URL));
  return knownBaseUrls(endpoints).filter(
    (url) => isChosen || serverAddress(url) !== serverAddress(DEFAULT_BASE_URL),
  );
}

function chatSource(): ModelSource {
  return { heading: l10n.t('Language models of VS Code'), load: chatRows };
}

/** An extension that fails to tell its models only lacks its rows. */
async function chatRows(): Promise<readonly ModelRow[]> {
  try {
    return chatModelRows(await vscode.lm.selectChatModels());
  } catch {
    return [];
  }
}

function serverSource(place: KeyPlace, baseUrl: string): ModelSource {
  return {
    heading: serverHeading(baseUrl),
    load: async (signal) => {
      const limit = AbortSignal.timeout(LIST_LIMIT_MS);
      try {
        const models = await listed(place, baseUrl, AbortSignal.any([signal, limit]));
        return [...serverRows(baseUrl, models), nameModelRow(baseUrl)];
      } catch (problem) {
        return [nameModelRow(baseUrl, listProblem(problem, limit))];
      }
    },
  };
}

async function listed(
  place: KeyPlace,
  baseUrl: string,
  signal: AbortSignal,
): Promise<readonly ListedModel[]> {
  const apiKey = await readApiKey(place, baseUrl);
  const { listModels } = await import('../../adapters/models/listModels');
  return listModels({ baseUrl, ...(apiKey !== undefined && { apiKey }) }, signal);
}

function listProblem(problem: unknown, limit: AbortSignal): string {
  if (limit.aborted) return l10n.t('did not tell its models in time');
  return problem instanceof ExplainedError ? problem.message : l10n.t('can not be asked');
}

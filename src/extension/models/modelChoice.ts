import { isLoopback, serverAddress } from '../../adapters/models/serverAddress';
import type { ListedModel } from '../../adapters/models/listModels';
import { l10n } from '../host/l10n';
import type { Settings } from '../host/settings';
import { type ChatModelName, chatModelName } from './chatModels';
import { chatModelCost, serverModelCost } from './modelCost';

/** What can be chosen to propose fixes, or to do about it. */
export type ModelChoice =
  | { readonly kind: 'builtin' }
  | { readonly kind: 'vscode'; readonly model: string }
  | { readonly kind: 'server'; readonly baseUrl: string; readonly model: string }
  /** A model of this server that it does not list. */
  | { readonly kind: 'name-model'; readonly baseUrl: string }
  | { readonly kind: 'add-server' };

/** A choice as it is shown. */
export interface ModelRow {
  readonly label: string;
  readonly description: string;
  readonly choice: ModelChoice;
}

/** The row of the search that needs no model. */
export function builtinRow(): ModelRow {
  return {
    label: l10n.t('Built-in search'),
    description: l10n.t('free, no network: tries small changes at suspicious places'),
    choice: { kind: 'builtin' },
  };
}

/** A row for each language model of VS Code. */
export function chatModelRows(
  models: readonly (ChatModelName & { readonly name: string })[],
): readonly ModelRow[] {
  return models.map((model) => ({
    label: model.name,
    description: `${chatModelCost(model.vendor)} · ${chatModelName(model, models)}`,
    choice: { kind: 'vscode', model: chatModelName(model, models) },
  }));
}

/** A row for each model that a server lists. */
export function serverRows(baseUrl: string, models: readonly ListedModel[]): readonly ModelRow[] {
  return models.map(({ id, price }) => ({
    label: id,
    description: serverModelCost({ baseUrl, model: id, ...(price && { price }) }),
    choice: { kind: 'server', baseUrl, model: id },
  }));
}

/** The row for what a server has but does not list; with the sentence about why nothing is listed. */
export function nameModelRow(baseUrl: string, problem?: string): ModelRow {
  return {
    label: l10n.t('Another model of {0}…', hostOf(baseUrl)),
    description: problem ?? '',
    choice: { kind: 'name-model', baseUrl },
  };
}

/** The row for one more server. */
export function addServerRow(): ModelRow {
  return {
    label: l10n.t('Add an OpenAI-compatible endpoint…'),
    description: l10n.t('hosted or local: Ollama, LM Studio, vLLM…'),
    choice: { kind: 'add-server' },
  };
}

/** Whether a choice is what the settings say already. */
export function isCurrent(
  choice: ModelChoice,
  { provider, model }: Pick<Settings, 'provider' | 'model'>,
  currentUrl: string,
): boolean {
  switch (choice.kind) {
    case 'builtin':
      return provider === 'builtin';
    case 'vscode':
      return provider === 'vscode' && model === choice.model;
    case 'server':
      return (
        provider === 'openai' &&
        model === choice.model &&
        serverAddress(choice.baseUrl) === serverAddress(currentUrl)
      );
    case 'name-model':
    case 'add-server':
      return false;
  }
}

/** Host and port of a server, for people. */
export function hostOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl;
}

/** The heading of a server's models. */
export function serverHeading(baseUrl: string): string {
  return isLoopback(baseUrl) ? l10n.t('{0}, this machine', hostOf(baseUrl)) : hostOf(baseUrl);
}

import * as vscode from 'vscode';
import type { Model } from '../../core/ports';
import type { Settings } from '../host/settings';
import { readApiKey } from './apiKeys';
import { ChatModelGone } from './chatModelGone';
import { findChatModel } from './chatModels';
import { keyPlace } from './keyPlace';
import { NoModelChosen } from './noModelChosen';

/** The models that a session asks; without any, the built-in search proposes. */
export interface Models {
  readonly model?: Model;
  readonly feedbackModel?: Model;
}

interface ModelSource {
  readonly secrets: vscode.SecretStorage;
  /** The model chosen in the chat that asks for the repair. */
  readonly chatModel?: vscode.LanguageModelChat;
}

/** The models that the settings name. Throws an `ExplainedError` when one can't be had. */
export function openModels(settings: Settings, source: ModelSource): Promise<Models> {
  switch (settings.provider) {
    case 'builtin':
      return Promise.resolve({});
    case 'openai':
      return openServerModels(settings, source.secrets);
    case 'vscode':
      return openChatModels(settings, source.chatModel);
  }
}

async function openServerModels(
  { model: named, feedbackModel }: Settings,
  secrets: vscode.SecretStorage,
): Promise<Models> {
  const model = named === '' ? process.env['OPENAI_MODEL'] : named;
  if (model === undefined || model === '') throw new NoModelChosen();
  const place = keyPlace(secrets);
  const baseUrl = place.endpoints.current;
  const apiKey = await readApiKey(place, baseUrl);
  const { createOpenAiModel } = await import('../../adapters/models/openAiModel');
  const server = { baseUrl, ...(apiKey !== undefined && { apiKey }) };
  return {
    model: createOpenAiModel({ model, ...server }),
    ...(feedbackModel !== undefined && {
      feedbackModel: createOpenAiModel({ model: feedbackModel, ...server }),
    }),
  };
}

/** In a chat its own choice comes first, because that is what the developer sees there. */
async function openChatModels(
  { model: named, feedbackModel }: Settings,
  chosen: vscode.LanguageModelChat | undefined,
): Promise<Models> {
  if (chosen === undefined && named === '') throw new NoModelChosen();
  const models = await vscode.lm.selectChatModels();
  const { createVsCodeModel } = await import('./vscodeModel');
  const open = (name: string): Model => {
    const found = findChatModel(models, name);
    if (found === undefined) throw new ChatModelGone(name);
    return createVsCodeModel(found);
  };
  return {
    model: chosen ? createVsCodeModel(chosen) : open(named),
    ...(feedbackModel !== undefined && { feedbackModel: open(feedbackModel) }),
  };
}

import { describe, expect, test } from 'vitest';
import { chatModelName, findChatModel } from '../../../../src/extension/models/chatModels';

const models = [
  { vendor: 'copilot', family: 'gpt-5-mini', id: 'gpt-5-mini' },
  { vendor: 'copilot', family: 'gpt-5', id: 'gpt-5-2025' },
  { vendor: 'copilot', family: 'gpt-5', id: 'gpt-5-preview' },
];

describe('a language model of VS Code', () => {
  test('is found by the name that it is shown with', () => {
    for (const model of models) {
      expect(findChatModel(models, chatModelName(model, models))).toBe(model);
    }
    expect(models.map((model) => chatModelName(model, models))).toEqual([
      'copilot/gpt-5-mini',
      'copilot/gpt-5',
      'copilot/gpt-5-preview',
    ]);
  });

  test('is found by its id alone, and not by the name of another', () => {
    expect(findChatModel(models, 'gpt-5-preview')).toBe(models[2]);
    expect(findChatModel(models, 'other/gpt-5')).toBeUndefined();
  });
});

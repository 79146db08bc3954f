import { expect, test } from 'vitest';
import { isThinkingModel } from '../../../../src/core/session/thinkingModels';

test.each([
  'o1',
  'o3-mini',
  'O4-mini',
  'openai/o3',
  'gpt-5',
  'gpt-5-mini',
  'gpt-5.1-codex',
  'deepseek-r1:14b',
  'DeepSeek-R1-Distill-Qwen-7B',
  'deepseek-reasoner',
  'qwen3-30b-a3b-thinking-2507',
  'phi-4-mini-reasoning',
  'qwq:32b',
  'mistralai/magistral-small',
])('%s thinks before it answers', (name) => {
  expect(isThinkingModel(name)).toBe(true);
});

test.each([
  'gpt-4o',
  'gpt-4.1-mini',
  'gpt-3.5-turbo',
  'olmo-2',
  'o1234x',
  'command-r10',
  'command-r',
  'qwen2.5-coder:7b',
  'llama3.1:8b',
  'scripted',
  '',
])('%s answers at once', (name) => {
  expect(isThinkingModel(name)).toBe(false);
});

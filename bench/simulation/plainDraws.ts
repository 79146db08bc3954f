import { estimateTokens } from '../../src/core/prompting/estimateTokens';
import { appliedTo } from './appliedTo';
import { firstQuestion } from './solveWith';
import type { Setting, TrialResult } from './trial';

/** The temperature of the engine's later drafts, and the least room for a reply that it asks with. */
const DRAFT_TEMPERATURE = 0.7;
const MIN_OUTPUT_TOKENS = 256;

/** Independent drafts over the engine's own first question, until one is green or no further one fits the tokens. */
export async function drawPlainly(setting: Setting): Promise<TrialResult> {
  const { trial, model } = setting;
  const messages = await firstQuestion(setting);
  const request = { messages, temperature: DRAFT_TEMPERATURE, maxOutputTokens: MIN_OUTPUT_TOKENS };
  const question = messages.reduce((sum, { content }) => sum + estimateTokens(content), 0);
  const { signal } = new AbortController();
  let tokens = 0;
  while (tokens + question + MIN_OUTPUT_TOKENS <= trial.maxTokens) {
    const { text, usage } = await model.complete(request, signal);
    tokens += usage.inputTokens + usage.outputTokens;
    if (await isGreen(setting, text)) return { isSolved: true, tokens };
  }
  return { isSolved: false, tokens };
}

async function isGreen({ world, trial }: Setting, reply: string): Promise<boolean> {
  const texts = await appliedTo(world, reply, trial.syntax);
  return texts !== undefined && world.tests(texts).verdict === 'passed';
}

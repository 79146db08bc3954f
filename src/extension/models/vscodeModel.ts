import * as vscode from 'vscode';
import { setTimeout as wait } from 'node:timers/promises';
import { BrokenReply } from '../../adapters/models/brokenReply';
import { countBroken } from '../../adapters/models/brokenReplies';
import { ModelUnavailable } from '../../adapters/models/errors/modelUnavailable';
import { PromptTooLong } from '../../core/prompting/promptTooLong';
import { createRetryAllowance, type RetryAllowance } from '../../adapters/models/retryAllowance';
import { withRetries } from '../../adapters/models/retrying';
import { monotonicClock } from '../../adapters/monotonicClock';
import { ExplainedError } from '../../core/errors';
import type { Model, ModelMessage, ModelReply, ModelRequest } from '../../core/ports';
import { estimateTokens } from '../../core/prompting/estimateTokens';
import { isThinkingModel } from '../../core/session/thinkingModels';
import { ChatModelFailed } from './chatModelFailed';
import { readChatReply } from './readChatReply';
import { withoutSilence } from './withoutSilence';

/**
 * A language model of VS Code. It answers at a temperature of its own, and what it charges is counted with its tokenizer,
 * because it reports neither. The first request may make VS Code ask the developer for consent.
 */
export function createVsCodeModel(chat: vscode.LanguageModelChat): Model {
  const name = `${chat.vendor}/${chat.family}`;
  const allowance = createRetryAllowance();
  return {
    name,
    thinks: isThinkingModel(chat.family),
    async complete(request, signal) {
      signal.throwIfAborted();
      const { token, dispose } = tokenOf(signal);
      try {
        return await ask({ chat, name, allowance, request, token, signal });
      } catch (error) {
        signal.throwIfAborted();
        throw explained(name, error);
      } finally {
        dispose();
      }
    },
  };
}

interface Question {
  readonly chat: vscode.LanguageModelChat;
  readonly name: string;
  readonly allowance: RetryAllowance;
  readonly request: ModelRequest;
  readonly token: vscode.CancellationToken;
  readonly signal: AbortSignal;
}

async function ask({ chat, name, allowance, ...asked }: Question): Promise<ModelReply> {
  const { request, token, signal } = asked;
  const inputTokens = await countInput(chat, request.messages, token);
  if (inputTokens > chat.maxInputTokens) {
    const sizes = { prompt: inputTokens, reply: request.maxOutputTokens };
    throw new PromptTooLong(name, { ...sizes, window: chat.maxInputTokens });
  }
  const broken = countBroken(request);
  const attempt = (own: ModelRequest): Promise<Omit<ModelReply, 'usage'>> =>
    send(chat, own, signal);
  const reply = await withRetries(() => broken.during(attempt), {
    patience: (error) => (error instanceof BrokenReply ? {} : undefined),
    tools: { clock: monotonicClock, allowance, random: Math.random, wait: waitOrAbort },
    signal,
  });
  signal.throwIfAborted();
  const outputTokens = await count(chat, reply.text, token);
  return { ...reply, usage: broken.addedTo({ inputTokens, outputTokens, estimated: true }) };
}

async function send(
  chat: vscode.LanguageModelChat,
  request: ModelRequest,
  signal: AbortSignal,
): Promise<Omit<ModelReply, 'usage'>> {
  const justification = vscode.l10n.t('Fixpoint asks it for fixes of failing tests.');
  const messages = request.messages.map(toChatMessage);
  // Of its own, so that a reply that fell silent has ended before the next try.
  const { token, dispose } = tokenOf(signal);
  try {
    const response = await chat.sendRequest(messages, { justification }, token);
    return await readChatReply(withoutSilence(response.text), request);
  } finally {
    dispose();
  }
}

/** There is no system role; what it would say comes first as the user's. */
function toChatMessage({ role, content }: ModelMessage): vscode.LanguageModelChatMessage {
  return role === 'assistant'
    ? vscode.LanguageModelChatMessage.Assistant(content)
    : vscode.LanguageModelChatMessage.User(content);
}

async function countInput(
  chat: vscode.LanguageModelChat,
  messages: readonly ModelMessage[],
  token: vscode.CancellationToken,
): Promise<number> {
  const counts = await Promise.all(messages.map(({ content }) => count(chat, content, token)));
  return counts.reduce((sum, each) => sum + each, 0);
}

/** Some extensions can't count; then it is estimated. */
async function count(
  chat: vscode.LanguageModelChat,
  text: string,
  token: vscode.CancellationToken,
): Promise<number> {
  try {
    return await chat.countTokens(text, token);
  } catch {
    return estimateTokens(text);
  }
}

function explained(name: string, error: unknown): ExplainedError {
  if (error instanceof ExplainedError) return error;
  if (error instanceof BrokenReply) return new ModelUnavailable(name, error.message);
  return new ChatModelFailed(name, error);
}

function tokenOf(signal: AbortSignal): {
  readonly token: vscode.CancellationToken;
  readonly dispose: () => void;
} {
  const source = new vscode.CancellationTokenSource();
  const cancel = (): void => {
    source.cancel();
  };
  signal.addEventListener('abort', cancel, { once: true });
  return {
    token: source.token,
    dispose: () => {
      signal.removeEventListener('abort', cancel);
      // Ends a reply that was not read to its end.
      source.cancel();
      source.dispose();
    },
  };
}

async function waitOrAbort(milliseconds: number, signal: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal }).catch(() => undefined);
}

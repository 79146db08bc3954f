import { ExplainedError } from '../../core/errors';
import { type ApiFailure, apiFailure } from './apiFailure';
import { BrokenReply } from './brokenReply';
import { contextLimit } from './contextLimit';
import { ModelNotFound } from './errors/modelNotFound';
import { ModelRefusedKey } from './errors/modelRefusedKey';
import { ModelRejectedRequest } from './errors/modelRejectedRequest';
import { ModelReplyUnreadable } from './errors/modelReplyUnreadable';
import { ModelUnavailable } from './errors/modelUnavailable';
import { ModelUnreachable } from './errors/modelUnreachable';
import { PromptTooLong } from '../../core/prompting/promptTooLong';
import { systemCodeOf } from './systemCode';
import { transientFailure } from './transientFailure';

/** What a person needs to know besides the failure itself. */
export interface FailureFacts {
  readonly host: string;
  readonly isLocal: boolean;
  readonly model: string;
  readonly apiKey: string | undefined;
  readonly promptTokens: number;
  readonly maxOutputTokens: number;
}

/** Enough of a server's own words to act on. */
const MAX_REASON_CHARACTERS = 300;

/** The failure in a sentence with the next step; never with the key, nor with an error that holds it. */
export function explainFailure(error: unknown, facts: FailureFacts): unknown {
  const explained = explainedCause(error);
  if (explained !== undefined) return explained;
  const { host, isLocal, model } = facts;
  const limit = contextLimit(error);
  if (limit !== undefined) {
    const sizes = { prompt: facts.promptTokens, reply: facts.maxOutputTokens };
    return new PromptTooLong(model, { ...sizes, ...limit });
  }
  if (transientFailure(error) !== undefined) {
    return new ModelUnavailable(host, reasonOf(error, facts));
  }
  const failure = apiFailure(error);
  if (failure !== undefined) return explainStatus(failure, facts);
  const code = systemCodeOf(error);
  // Without a code it is no failure of the network, so it must stay loud.
  return code === undefined ? error : new ModelUnreachable(host, code, isLocal);
}

/** The package wraps what its fetch throws. */
function explainedCause(error: unknown): ExplainedError | undefined {
  if (error instanceof ExplainedError) return error;
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof ExplainedError ? cause : undefined;
}

function explainStatus(failure: ApiFailure, facts: FailureFacts): ExplainedError {
  const { host, model, apiKey } = facts;
  const { status, message } = failure;
  if (status === 401 || status === 403) return new ModelRefusedKey(host, Boolean(apiKey));
  if (status === 404) return new ModelNotFound(host, model, /model/i.test(message));
  if (isPage(message)) return new ModelReplyUnreadable(host, pageWith(status));
  return new ModelRejectedRequest(host, status, tidy(message, apiKey));
}

function reasonOf(error: unknown, { apiKey }: FailureFacts): string {
  if (error instanceof BrokenReply) return error.message;
  const failure = apiFailure(error);
  if (failure === undefined) return `the connection broke (${systemCodeOf(error) ?? 'no code'})`;
  return isPage(failure.message) ? pageWith(failure.status) : tidy(failure.message, apiKey);
}

function pageWith(status: number | undefined): string {
  return `a web page (status ${status ?? 'unknown'})`;
}

/** The server's own words, which may repeat the key. */
function tidy(message: string, apiKey: string | undefined): string {
  const key = apiKey?.trim() ?? '';
  const withoutKey = key === '' ? message : message.replaceAll(key, '[key]');
  return withoutKey
    .replace(/\bsk-[\w*-]+/g, '[key]')
    .replace(/\p{Cc}+/gu, ' ')
    .slice(0, MAX_REASON_CHARACTERS)
    .replace(/[.\s]+$/, '');
}

function isPage(message: string): boolean {
  return /<!doctype|<html|<head|<body/i.test(message);
}

import type { Clock } from '../../core/ports';
import type { RetryAllowance } from './retryAllowance';

/** Retries of one request. */
export const MAX_RETRIES = 3;

/** From the first failure on, no retry begins later than this. */
export const MAX_TOGETHER_MS = 30_000;

/** The first wait; each further one is twice as long. */
const FIRST_WAIT_MS = 500;

/** What retrying depends on. */
export interface RetryTools {
  readonly clock: Pick<Clock, 'now'>;
  readonly allowance: RetryAllowance;
  /** In [0, 1). */
  readonly random: () => number;
  /** Resolves after the time, or at once when the signal aborts. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** How long a failure asks to wait; `undefined` for a failure that another try does not change. */
export type Patience = (error: unknown) => { readonly askedMs?: number } | undefined;

/**
 * Does `attempt` until it succeeds, waiting in between: twice as long each time, spread by half up and down so that
 * clients do not march in step, or as long as the failure asks, but within the limits of a request and of the allowance. Rejects with the last failure,
 * or with the signal's reason.
 */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  {
    patience,
    tools,
    signal,
  }: { readonly patience: Patience; readonly tools: RetryTools; readonly signal: AbortSignal },
): Promise<T> {
  let firstFailureMs: number | undefined;
  for (let retry = 0; ; retry++) {
    try {
      const done = await attempt();
      if (retry === 0) tools.allowance.giveBack();
      return done;
    } catch (error) {
      signal.throwIfAborted();
      const patient = patience(error);
      firstFailureMs ??= tools.clock.now();
      const leftMs = firstFailureMs + MAX_TOGETHER_MS - tools.clock.now();
      if (patient === undefined || retry === MAX_RETRIES || leftMs <= 0) throw error;
      if (!tools.allowance.take()) throw error;
      const ownMs = FIRST_WAIT_MS * 2 ** retry * (0.5 + tools.random());
      await tools.wait(Math.min(Math.max(ownMs, patient.askedMs ?? 0), leftMs), signal);
      signal.throwIfAborted();
    }
  }
}

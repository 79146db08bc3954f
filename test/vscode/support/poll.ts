import { setTimeout as delay } from 'node:timers/promises';

export interface PollOptions {
  readonly timeoutMs?: number;
  readonly everyMs?: number;
}

/** What a wait ends with when its time is over: the sentence says what was being waited for. */
export class TimedOut extends Error {
  override readonly name = 'TimedOut';
}

/** Long, because two cores may be busy with two VS Codes and their tests; only a failure waits so long. */
const DEFAULT_MS = 60_000;

/** Looking is work for the page that is looked at. */
const EVERY_MS = 150;

/**
 * Asks again and again until `ask` returns something other than `undefined` and `false`, and returns that.
 * Throws `TimedOut` with `waitedFor` (a phrase such as "the view Repairs") when the time is over.
 */
export async function poll<T>(
  waitedFor: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  { timeoutMs = DEFAULT_MS, everyMs = EVERY_MS }: PollOptions = {},
): Promise<T> {
  const endAt = Date.now() + timeoutMs;
  let problem: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
      problem = undefined;
    } catch (caught) {
      // The workbench redraws its parts at any time, so an element may vanish between two questions.
      problem = caught;
    }
    if (Date.now() >= endAt) break;
    await delay(everyMs);
  }
  throw new TimedOut(`Waited ${String(timeoutMs / 1000)} s for ${waitedFor}, which did not come.`, {
    cause: problem,
  });
}

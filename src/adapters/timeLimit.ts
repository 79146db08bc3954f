/** A timer with more wraps around and fires at once; this is 24 days. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * A signal that aborts with `signal`, or with a `TimeoutError` after some milliseconds. Not `AbortSignal.any` over
 * `AbortSignal.timeout`: Node 20 may collect such a pair as garbage, and then it never fires.
 */
export function withTimeLimit(signal: AbortSignal, milliseconds: number): AbortSignal {
  const controller = new AbortController();
  const timer = setTimeout(
    () => {
      controller.abort(new DOMException('The time limit is reached.', 'TimeoutError'));
    },
    Math.min(milliseconds, LONGEST_TIMER_MS),
  );
  timer.unref();
  const stop = (): void => {
    clearTimeout(timer);
    controller.abort(signal.reason);
  };
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  return controller.signal;
}

/** Causes are nested a few levels deep by fetch and by clients; more would be a loop. */
const MAX_DEPTH = 6;

/** The operating system's or the HTTP client's code behind a failure, such as `ECONNREFUSED`, if there is one. */
export function systemCodeOf(error: unknown): string | undefined {
  let cause = error;
  for (let depth = 0; depth < MAX_DEPTH && cause instanceof Error; depth++) {
    if ('code' in cause && typeof cause.code === 'string' && cause.code !== '') return cause.code;
    // One host name may stand for several addresses, each of which failed.
    cause = cause instanceof AggregateError ? cause.errors[0] : cause.cause;
  }
  return undefined;
}

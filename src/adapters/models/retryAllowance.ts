/** Retries that all requests of a model share; each request that needs none gives one back. */
const ALLOWED = 5;

/** What keeps a run with a server that often fails from asking without end. */
export interface RetryAllowance {
  /** Whether one more retry may be made; counts it. */
  take(): boolean;
  /** Called for a request that was answered at once. */
  giveBack(): void;
}

/** A full allowance. */
export function createRetryAllowance(): RetryAllowance {
  let left = ALLOWED;
  return {
    take() {
      if (left === 0) return false;
      left--;
      return true;
    },
    giveBack() {
      left = Math.min(left + 1, ALLOWED);
    },
  };
}

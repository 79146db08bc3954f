/** Longest silence within a reply, unless told otherwise. */
export const IDLE_MS = 60_000;

/** Longest wait for a reply to begin, unless told otherwise: a local model first reads the whole prompt. */
export const FIRST_BYTE_MS = 300_000;

/** Calls back once when nothing was heard for too long; whoever starts it stops it. */
export interface SilenceWatch {
  /** Something was heard: waits from now on for at most `limitMs`. */
  heard(limitMs: number): void;
  stop(): void;
}

/** Starts waiting at once, for at most `limitMs`. */
export function watchSilence(limitMs: number, onSilence: () => void): SilenceWatch {
  let timer = setTimeout(onSilence, limitMs);
  return {
    heard(nextLimitMs) {
      clearTimeout(timer);
      timer = setTimeout(onSilence, nextLimitMs);
    },
    stop() {
      clearTimeout(timer);
    },
  };
}

import type { TestLimits } from '../../core/ports';

/** Other signs of life than output: nothing new, something new, or the run's result is complete. */
export type ProcessSign = 'quiet' | 'active' | 'complete';

/** Why a process was stopped; `lingered`: it lived on after its result was complete; `crowd`: it started too many others. */
export type StopReason = 'hard' | 'silence' | 'aborted' | 'lingered' | 'crowd';

/** Watches over one process; whoever made it disposes of it. */
export interface ProcessWatch {
  /** Resolves once, when the process must be stopped. */
  readonly stopped: Promise<StopReason>;
  /** Restarts the time of silence. */
  sawLife(): void;
  dispose(): void;
}

interface WatchRequest {
  readonly limits: TestLimits;
  /** Silence counts from the first sign of life on, because a build that says nothing comes first. */
  readonly isSilentAtFirst?: boolean;
  readonly readSign?: () => Promise<ProcessSign>;
  /** Asked several times a second whether it has too many processes. */
  readonly isCrowd?: () => Promise<boolean>;
}

/** How often limits and signs are looked at, in milliseconds. */
const TICK_MS = 100;
/** A process with a complete result may clean up for this long, in milliseconds. */
const LINGER_MS = 2000;

/** Starts to measure a process against its limits. */
export function watchProcess(request: WatchRequest, signal: AbortSignal): ProcessWatch {
  const { limits, readSign, isCrowd } = request;
  const start = performance.now();
  let lastLife = request.isSilentAtFirst === true ? Infinity : start;
  let completeSince: number | undefined;
  let reading = false;
  const { promise, resolve } = withResolvers<StopReason>();

  const readSigns = async (): Promise<void> => {
    if (reading) return;
    reading = true;
    const sign = (await readSign?.().catch(() => undefined)) ?? 'quiet';
    if ((await isCrowd?.()) === true) resolve('crowd');
    reading = false;
    if (sign !== 'quiet') lastLife = performance.now();
    if (sign === 'complete') completeSince ??= performance.now();
  };
  const tick = (): void => {
    const now = performance.now();
    if (completeSince !== undefined && now - completeSince > LINGER_MS) resolve('lingered');
    else if (now - start > limits.timeoutMs) resolve('hard');
    else if (completeSince === undefined && now - lastLife > limits.silenceMs) resolve('silence');
    void readSigns();
  };
  const onAbort = (): void => {
    resolve('aborted');
  };
  const timer = setInterval(tick, TICK_MS);
  signal.addEventListener('abort', onAbort, { once: true });
  return {
    stopped: promise,
    sawLife() {
      lastLife = performance.now();
    },
    dispose() {
      clearInterval(timer);
      signal.removeEventListener('abort', onAbort);
    },
  };
}

function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

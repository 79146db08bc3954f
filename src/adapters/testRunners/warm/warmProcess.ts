import { startProcess, type SpokenProcess, type SpokenRequest } from '../../processes/startProcess';
import { readJsonLines } from './jsonLines';

/**
 * A process that answers requests: it reads JSON lines from its standard input and writes JSON lines to file descriptor 3,
 * each answer with the `id` of its request. It ends when its input does. Whoever opened it disposes of it.
 */
export interface WarmProcess {
  /**
   * The answer to a request, to which an `id` is added. Undefined when there is none in time, or when the process is gone;
   * of a request that nobody waits for any more it is told by a line `{"cancel": id}`. Rejects with the signal's reason only.
   */
  ask(request: object, timeoutMs: number, signal: AbortSignal): Promise<unknown>;
  /** Ends the process and everything it started. */
  dispose(): Promise<void>;
}

/** How long a process may take until it says `{"ready":true}`, in milliseconds. */
const READY_MS = 20_000;

/**
 * Starts a process and waits until it is ready; undefined when it says something else first, ends or takes too long.
 * Rejects with the signal's reason only; then nothing is left running.
 */
export async function openWarmProcess(
  request: SpokenRequest,
  signal: AbortSignal,
): Promise<WarmProcess | undefined> {
  signal.throwIfAborted();
  const child = await startProcess(request);
  if (child === undefined) return undefined;
  const talk = new Talk(child);
  try {
    const first = await talk.expect(READY, READY_MS, signal);
    if (isObject(first) && first['ready'] === true) return talk;
  } catch (error) {
    await talk.dispose();
    throw error;
  }
  await talk.dispose();
  return undefined;
}

/** The id of the answer that a process gives unasked. */
const READY = 0;

class Talk implements WarmProcess {
  private readonly waiting = new Map<number, (answer: unknown) => void>();
  private lastId = READY;
  private isGone = false;
  private gone: Promise<void> | undefined;

  constructor(private readonly child: SpokenProcess) {
    const end = (): void => {
      this.isGone = true;
      for (const settle of this.waiting.values()) settle(undefined);
    };
    readJsonLines(child.answers, (answer) => {
      const id = isObject(answer) ? (answer['id'] ?? READY) : READY;
      if (typeof id === 'number') this.waiting.get(id)?.(answer);
    }).then(end, end);
    void child.exited.then(end);
  }

  async ask(request: object, timeoutMs: number, signal: AbortSignal): Promise<unknown> {
    signal.throwIfAborted();
    if (this.isGone) return undefined;
    const id = ++this.lastId;
    const answer = this.expect(id, timeoutMs, signal);
    this.tell({ ...request, id });
    return answer;
  }

  /** The answer with this id; undefined after the time limit or when the process is gone. */
  expect(id: number, timeoutMs: number, signal: AbortSignal): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const settle = (end: () => void): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        this.waiting.delete(id);
        end();
      };
      const forget = (end: () => void): void => {
        this.tell({ cancel: id });
        settle(end);
      };
      const onAbort = (): void => {
        forget(() => {
          reject(signal.reason as Error);
        });
      };
      const timer = setTimeout(() => {
        forget(() => {
          resolve(undefined);
        });
      }, timeoutMs);
      if (signal.aborted) onAbort();
      signal.addEventListener('abort', onAbort, { once: true });
      this.waiting.set(id, (answer) => {
        settle(() => {
          resolve(answer);
        });
      });
    });
  }

  dispose(): Promise<void> {
    return (this.gone ??= this.child.kill());
  }

  private tell(message: object): void {
    if (!this.isGone) this.child.input.write(`${JSON.stringify(message)}\n`);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

import { createLanes } from '../../../core/mutation/lanes';
import type { SpokenRequest } from '../../processes/startProcess';
import { openWarmProcess, type WarmProcess } from './warmProcess';

/** Beyond its own limit, which the process may keep, an answer can take this long, in milliseconds. */
const PATIENCE_MS = 500;
/** Checks after which a process is replaced: what it loaded for them stays in its memory, up to 2 MB each. */
const MAX_USES = 150;
const TIMED_OUT = { kind: 'timed-out', results: [] } as const;

interface WarmRequest {
  readonly changes: readonly (readonly [path: string, text: string | null])[];
  readonly timeoutMs: number;
}

/** Processes that each check one change at a time; one whose tests do not end is replaced, because only that stops a loop. */
export class WarmProcesses {
  private readonly lane;
  /** With how often each was asked. */
  private readonly all = new Map<WarmProcess, number>();
  private readonly idle: WarmProcess[] = [];

  constructor(
    private readonly request: SpokenRequest,
    count: number,
  ) {
    this.lane = createLanes(count);
  }

  /** Whether a first one could be started. */
  async open(signal: AbortSignal): Promise<boolean> {
    const first = await this.start(signal);
    if (first !== undefined) this.idle.push(first);
    return first !== undefined;
  }

  /** The answer of the next free one; undefined when there is none. Rejects with the signal's reason only. */
  ask(request: WarmRequest, signal: AbortSignal): Promise<unknown> {
    return this.lane(async () => {
      const one = this.idle.pop() ?? (await this.start(signal));
      if (one === undefined) return undefined;
      const started = performance.now();
      let answer: unknown;
      try {
        answer = await one.ask(request, request.timeoutMs + PATIENCE_MS, signal);
      } finally {
        await this.release(one, isEnded(answer));
      }
      const isLate = performance.now() - started >= request.timeoutMs;
      return answer ?? (isLate ? TIMED_OUT : undefined);
    });
  }

  async dispose(): Promise<void> {
    await Promise.all([...this.all.keys()].map((one) => this.end(one)));
  }

  private async release(one: WarmProcess, isFit: boolean): Promise<void> {
    const uses = (this.all.get(one) ?? MAX_USES) + 1;
    this.all.set(one, uses);
    if (isFit && uses < MAX_USES) this.idle.push(one);
    else await this.end(one);
  }

  private async start(signal: AbortSignal): Promise<WarmProcess | undefined> {
    const one = await openWarmProcess(this.request, signal);
    if (one !== undefined) this.all.set(one, 0);
    return one;
  }

  private async end(one: WarmProcess): Promise<void> {
    this.all.delete(one);
    await one.dispose();
  }
}

function isEnded(answer: unknown): boolean {
  return (answer as { kind?: unknown } | undefined)?.kind === 'ended';
}

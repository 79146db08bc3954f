import { performance } from 'node:perf_hooks';

/** One turn of the event loop: everything that ran between two chances for others. */
export interface LoopTurn {
  /** By `performance.now()` of the process. */
  readonly startMs: number;
  readonly endMs: number;
  /** Processor time of the main thread, so without what other processes took. */
  readonly cpuMs: number;
}

/** Shorter turns are of no interest, and there are very many of them. */
const WORTH_KEEPING_MS = 8;

/** Keeps the long turns of this process's event loop. It keeps the loop turning, so it takes a whole processor. */
export class LoopProbe {
  private long: LoopTurn[] = [];
  private startMs = performance.now();
  private startCpu = process.threadCpuUsage();
  private isRunning = true;

  constructor() {
    this.next();
  }

  /** The long turns since the last call. */
  take(): readonly LoopTurn[] {
    const taken = this.long;
    this.long = [];
    return taken;
  }

  dispose(): void {
    this.isRunning = false;
  }

  private next(): void {
    setImmediate(() => {
      if (!this.isRunning) return;
      const endMs = performance.now();
      const { user, system } = process.threadCpuUsage(this.startCpu);
      const cpuMs = (user + system) / 1000;
      if (cpuMs >= WORTH_KEEPING_MS) this.long.push({ startMs: this.startMs, endMs, cpuMs });
      this.startCpu = process.threadCpuUsage();
      this.startMs = performance.now();
      this.next();
    });
  }
}

import type { TurnPlace } from './turnProfiler';

/** Loading and activation of the extension, in milliseconds: time on the wall, and processor time of the thread. */
export interface Activation {
  readonly ms: number;
  readonly cpuMs: number;
}

/** The long turns of the event loop in one step. */
export interface StepFigures {
  readonly name: string;
  readonly turns: readonly (TurnPlace & { readonly cpuMs: number })[];
}

/** What one extension host came to. */
export interface HostFigures {
  readonly activation: Activation;
  readonly steps: readonly StepFigures[];
}

/** The middle of some numbers; NaN of none. */
export function medianOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = NaN, high = low] = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
  return (low + high) / 2;
}

import type { BenchResult } from './repairProgram';

const NAME_WIDTH = 30;

/** One program's result as a line of a table. */
export function benchLine({
  name,
  plausible,
  correct,
  outcome,
  tried,
  durationMs,
}: BenchResult): string {
  const mark = (good: boolean): string => (good ? '✓' : '–');
  const figures = `${String(tried).padStart(6)} tried ${seconds(durationMs).padStart(8)}`;
  return `${name.padEnd(NAME_WIDTH)} ${mark(plausible)} plausible ${mark(correct)} correct ${figures}  ${outcome}`;
}

/** The figures of all programs. */
export function benchSummary(results: readonly BenchResult[]): string {
  const all = results.length;
  const share = (count: number): string =>
    `${String(count)} of ${String(all)} (${String(Math.round((100 * count) / Math.max(1, all)))} %)`;
  const plausible = results.filter((one) => one.plausible);
  const times = plausible.map(({ durationMs }) => durationMs).sort((one, other) => one - other);
  const tried = results.reduce((sum, one) => sum + one.tried, 0);
  return [
    `plausible: ${share(plausible.length)}`,
    `correct on all tests of the set: ${share(results.filter(({ correct }) => correct).length)}`,
    `time of a plausible repair: median ${seconds(median(times))}, longest ${seconds(times.at(-1) ?? 0)}`,
    `candidates tried: ${String(tried)}`,
  ].join('\n');
}

function median(sorted: readonly number[]): number {
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

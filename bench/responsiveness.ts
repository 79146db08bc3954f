import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { test } from 'vitest';
import { medianOf, type HostFigures, type StepFigures } from './responsiveness/figures';
import { runInHost } from './responsiveness/hostRun';

/** BENCH_RUNS: how often each build is measured; BENCH_DISTS: their folders, the first one before, the last one after. */
const { BENCH_RUNS = '5', BENCH_DISTS = 'dist' } = process.env;
const REPORT = 'out/bench/report.md';
/** Told of each step in the last run. */
const LONGEST = 6;

test('how long the extension host is busy', { timeout: 3_600_000 }, async () => {
  const all = new Map<string, HostFigures[]>(BENCH_DISTS.split(',').map((dist) => [dist, []]));
  for (let run = 0; run < Number(BENCH_RUNS); run += 1) {
    for (const [dist, runs] of all) {
      runs.push(await runInHost(resolve(dist)));
      await writeFile(REPORT, [...all].map(reportOf).join('\n\n'));
    }
  }
  console.log([...all].map(reportOf).join('\n\n'));
});

function reportOf([dist, runs]: readonly [string, readonly HostFigures[]]): string {
  const places = runs.at(-1)?.steps.map(placesText) ?? [];
  return [`${dist}, ${String(runs.length)} runs`, '', table(runs), ...places].join('\n');
}

function table(runs: readonly HostFigures[]): string {
  const row = (name: string, of: (run: HostFigures) => number): string => {
    const numbers = runs.map(of);
    const rounded = [medianOf(numbers), Math.min(...numbers), Math.max(...numbers)].map(Math.round);
    return `| ${name} | ${String(rounded[0])} | ${rounded.slice(1).join('–')} |`;
  };
  const steps = runs[0]?.steps ?? [];
  return [
    '| | Median, ms | Range, ms |',
    '| :-- | --: | --: |',
    row('loading and activation, time', ({ activation }) => activation.ms),
    row('loading and activation, processor', ({ activation }) => activation.cpuMs),
    ...steps.flatMap(({ name }, index) => [
      row(name, (run) => longestOf(run.steps[index], true)),
      row(`${name}, others`, (run) => longestOf(run.steps[index], false)),
    ]),
  ].join('\n');
}

function longestOf(step: StepFigures | undefined, isOwn: boolean): number {
  const turns = step?.turns.filter((turn) => turn.isOwn === isOwn) ?? [];
  return Math.max(0, ...turns.map(({ cpuMs }) => cpuMs));
}

function placesText({ name, turns }: StepFigures): string {
  const longest = turns.toSorted((a, b) => b.cpuMs - a.cpuMs).slice(0, LONGEST);
  const lines = longest.map(
    ({ cpuMs, isOwn, place }) => `- ${cpuMs.toFixed(0)} ms${isOwn ? '' : ', others'}: ${place}`,
  );
  return ['', name, '', ...lines].join('\n');
}

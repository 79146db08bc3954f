import { clusterFailures, type FailureCluster } from '../feedback/clusters';
import { createRandom } from '../search/random';
import { problemsOf, type Target } from '../selection/targets';
import type { Verdict } from '../selection/verdict';

/** Fewer tests of one kind can not spare one. */
const MIN_ALIKE = 4;
/** The share of tests of one kind that is held out, rounded down, but at least one. */
const HELD_OUT_SHARE = 0.25;

/**
 * The ids of failing tests to hide from a model, in the order of `targets`: a quarter of those that others like them
 * stand for, so that a fix that only fits what was shown is found out. Never the failure that is shown; often none.
 */
export function chooseHeldOut(targets: readonly Target[], seed: number): ReadonlySet<string> {
  const chosen = new Set(
    clusterFailures(targets).flatMap((cluster) => {
      return nearDuplicates(cluster).flatMap((group) => drawnFrom(group, cluster, seed));
    }),
  );
  return new Set(targets.map(({ id }) => id).filter((id) => chosen.has(id)));
}

/** The held-out tests that fail though all others pass; empty unless the revision fits only what was shown. */
export function overfitOf(verdict: Verdict, heldOut: ReadonlySet<string>): readonly string[] {
  return verdict.stillRed.every((id) => heldOut.has(id)) ? verdict.stillRed : [];
}

/** The half of the held-out tests, rounded up, that is shown after a revision turned out to fit only the others. */
export function revealHalf(heldOut: ReadonlySet<string>, seed: number): ReadonlySet<string> {
  const ids = [...heldOut];
  const shown = new Set(shuffled(ids, seed).slice(0, Math.ceil(ids.length / 2)));
  return new Set(ids.filter((id) => shown.has(id)));
}

type TestTarget = Extract<Target, { kind: 'test' }>;

/** Tests of a cluster that ask the same of other values, so that no single one is the only witness of something. */
function nearDuplicates({ targets }: FailureCluster): readonly (readonly TestTarget[])[] {
  const tests = targets.filter((target) => target.kind === 'test');
  const alike = groupsBy(tests, nameShape);
  return alike.length > 0 ? alike : groupsBy(tests, wayToFailure);
}

function groupsBy(
  tests: readonly TestTarget[],
  keyOf: (target: TestTarget) => string | undefined,
): readonly (readonly TestTarget[])[] {
  const groups = new Map<string, TestTarget[]>();
  for (const target of tests) {
    const key = keyOf(target);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), target]);
  }
  return [...groups.values()].filter((group) => group.length >= MIN_ALIKE);
}

function nameShape({ test: { file = '', suite, name } }: TestTarget): string {
  return [file, ...[...suite, name].map(withoutValues)].join('\0');
}

/** All frames from the test on: only tests made from one table share them; unknown without the test's own frame. */
function wayToFailure(target: TestTarget): string | undefined {
  const frames = problemsOf(target)[0]?.frames ?? [];
  if (!frames.some(({ file }) => file === target.test.file)) return undefined;
  return frames.map(({ file, line }) => `${file}:${String(line)}`).join('\0');
}

function withoutValues(name: string): string {
  return name
    .replace(/\[.*\]|'[^']*'|"[^"]*"|`[^`]*`/g, '')
    .replace(/[-+]?\d[\d.,_]*/g, '')
    .replace(/\s+/g, ' ');
}

function drawnFrom(
  group: readonly TestTarget[],
  { targets: [shown] }: FailureCluster,
  seed: number,
): readonly string[] {
  const ids = group.map(({ id }) => id).filter((id) => id !== shown.id);
  const count = Math.max(1, Math.floor(group.length * HELD_OUT_SHARE));
  return shuffled(ids, seed).slice(0, count);
}

/** Fisher and Yates, from the sorted order, so that the draw does not depend on the order of a report. */
function shuffled(ids: readonly string[], seed: number): readonly string[] {
  const random = createRandom(seed, 'held out', ...ids.toSorted());
  const result = ids.toSorted();
  for (let last = result.length - 1; last > 0; last--) {
    const drawn = Math.floor(random() * (last + 1));
    [result[last], result[drawn]] = [result[drawn] ?? '', result[last] ?? ''];
  }
  return result;
}

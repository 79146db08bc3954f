import { suspiciousPlaces } from '../actions/mutantSearch';
import { failsAlike } from '../selection/failsAlike';
import { checkTargets, type Bench } from './bench';
import type { Ending, Session } from './ending';

/** Endings of a search that had its chance. */
const OPEN: ReadonlySet<Ending['kind']> = new Set(['stuck', 'hard', 'budget']);
/** Code in no language. */
const CANARY = ')]}>> these lines do not load <<{[(\n';
/** Files that are broken at most: what was changed, and where the fault seemed to be. */
const MAX_FILES = 5;
/** The targets may take this many times what the whole suite took, plus a constant for slow starts. */
const SLOWDOWN_ALLOWED = 2;
const SLOW_START_MS = 5_000;

/**
 * What to say of a search that changed nothing: whether the tests notice at all when the code that was changed does not load
 * any more. Tests that do not load other code than this tree's: an installed copy, or one at an absolute path.
 */
export async function canaryAdvice(
  bench: Bench,
  { history, state, ending }: Session,
  signal: AbortSignal,
): Promise<string | undefined> {
  const isOpen = ending !== undefined && OPEN.has(ending.kind);
  if (!isOpen || state.nodes.some(({ verdict }) => verdict.fixed > 0)) return undefined;
  const { targets, baseline } = bench.standard;
  const places = await suspiciousPlaces({ bench, parent: history.at(0), red: targets }, state);
  const changed = state.nodes.flatMap(({ number }) => history.at(number).files.map(pathOf));
  const files = [...new Set([...changed, ...places.map(pathOf)])].slice(0, MAX_FILES);
  if (files.length === 0) return undefined;
  const texts = await Promise.all(
    files.map(
      async (path) => [path, CANARY + ((await bench.ports.workspace.read(path)) ?? '')] as const,
    ),
  );
  const timeoutMs = SLOWDOWN_ALLOWED * baseline.durationMs + SLOW_START_MS;
  const { report } = await checkTargets(bench, new Map(texts), { targets, timeoutMs, signal });
  if (!failsAlike(report, targets)) return undefined;
  const named = files.join(', ');
  return `The failing tests come out the same even when ${named} does not load: either they do not use it, or they load another copy of it, an installed one or one at an absolute path.`;
}

function pathOf({ path }: { readonly path: string }): string {
  return path;
}

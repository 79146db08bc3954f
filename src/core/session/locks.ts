import { textsOf } from '../revisions/applyRevision';
import { filesWithout, namedHunks } from '../revisions/hunkSet';
import { isGreenVerdict } from '../selection/judge';
import type { Target } from '../selection/targets';
import { checkTargets, type Bench } from './bench';
import type { Candidate } from './candidate';
import type { HunkName, SessionEvent } from './events';

/** Each check is a test run; more hunks than this would cost more than keeping them is worth. */
const MAX_HUNKS = 6;
/** A check may take this many times the run in which the targets were green, plus a constant for slow starts. */
const SLOWDOWN_ALLOWED = 3;
const SLOW_START_MS = 2_000;

/** A red candidate, and the one that it was made from. */
export interface Progress {
  readonly bench: Bench;
  readonly candidate: Candidate;
  readonly parent: Candidate;
}

/**
 * The hunks without which a target that is newly green goes red again; none unless the candidate is still red, has
 * several hunks and made targets green. Only these targets are run, at most once for each of the first six hunks.
 */
export async function* lockHunks(
  { bench, candidate, parent }: Progress,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, readonly HunkName[]> {
  const hunks = namedHunks(candidate.files).map(({ name }) => name);
  const targets = newlyGreen(bench.standard.targets, candidate, parent);
  if (isGreenVerdict(candidate.verdict) || hunks.length < 2 || targets.length === 0) return [];
  const locked: HunkName[] = [];
  for (const hunk of hunks.slice(0, MAX_HUNKS)) {
    if (await isNeeded(hunk, { bench, candidate, targets }, signal)) locked.push(hunk);
  }
  if (locked.length > 0) yield { kind: 'lock', revision: candidate.number, hunks: locked };
  return locked;
}

function newlyGreen(
  targets: readonly Target[],
  candidate: Candidate,
  parent: Candidate,
): readonly Target[] {
  const before = new Set(parent.verdict.stillRed);
  const now = new Set(candidate.verdict.stillRed);
  return targets.filter(({ id }) => before.has(id) && !now.has(id));
}

interface Check {
  readonly bench: Bench;
  readonly candidate: Candidate;
  readonly targets: readonly Target[];
}

async function isNeeded(
  hunk: HunkName,
  { bench, candidate, targets }: Check,
  signal: AbortSignal,
): Promise<boolean> {
  const { workspace } = bench.ports;
  const files = filesWithout(candidate.files, [hunk]);
  const texts = await textsOf(files, (path) => workspace.read(path));
  const usual = candidate.report.durationMs * SLOWDOWN_ALLOWED + SLOW_START_MS;
  const timeoutMs = Math.min(bench.task.testLimits.timeoutMs, usual);
  const { verdict } = await checkTargets(bench, texts, { targets, timeoutMs, signal });
  return targets.some(({ id }) => verdict.stillRed.includes(id));
}

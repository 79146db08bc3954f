import type { FileTexts } from '../ports';
import { textsOf } from '../revisions/applyRevision';
import { filesWithout, namedHunks } from '../revisions/hunkSet';
import { isFixedVerdict } from '../selection/judge';
import type { Bench } from '../session/bench';
import type { Candidate } from '../session/candidate';
import type { HunkName, SessionEvent } from '../session/events';
import { testRevision, type Trial } from '../session/testProposal';

/** Each trial is a run of the whole suite, and a revision of more hunks than this is a rewrite anyway. */
const MAX_HUNKS = 12;

/** What is made smaller, and the turn that it counts for. */
export interface Minimising extends Trial {
  readonly best: Candidate;
  readonly iteration: number;
}

/**
 * The fixed candidate without the hunks that its tests do not need: each is left out on trial, the last first, and what
 * stays fixed is gone on from. Returns the candidate itself when it is not fixed, unproven, or of one hunk.
 */
export async function* minimise(
  { bench, history, best, iteration }: Minimising,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, Candidate> {
  // What words asked for may be more than tests can see.
  if (!isFixedVerdict(best.verdict) || bench.task.instruction !== undefined) return best;
  const names = namedHunks(best.files).map(({ name }) => name);
  const dropped: HunkName[] = [];
  let smallest = best;
  for (const hunk of names.slice(-MAX_HUNKS).toReversed()) {
    // Without its last hunk the code is the baseline, which is red.
    if (names.length - dropped.length < 2) break;
    yield { kind: 'action', action: 'minimise', iteration, parent: smallest.number };
    const change = {
      base: smallest,
      texts: await textsWithout(best, [...dropped, hunk], bench),
      explanation: `Revision ${String(smallest.number)} without its change of ${hunk.path} at line ${String(hunk.line)}.`,
    };
    const trial = yield* testRevision({ bench, history }, change, signal);
    const needed = !isFixedVerdict(trial.verdict);
    yield { kind: 'minimise', revision: trial.number, hunk, needed };
    if (needed) continue;
    dropped.push(hunk);
    smallest = trial;
  }
  return smallest;
}

/** Whole texts of all files that the candidate changes, those without hunks left as in the baseline. */
async function textsWithout(
  { files }: Candidate,
  dropped: readonly HunkName[],
  { ports: { workspace } }: Bench,
): Promise<FileTexts> {
  const texts = new Map(
    await textsOf(filesWithout(files, dropped), (path) => workspace.read(path)),
  );
  for (const { path } of files) {
    if (!texts.has(path)) texts.set(path, (await workspace.read(path)) ?? null);
  }
  return texts;
}

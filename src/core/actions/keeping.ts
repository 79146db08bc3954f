import { clusterFailures } from '../feedback/clusters';
import { hiddenTests } from '../guards/hiddenTests';
import type { FileTexts } from '../ports';
import { alteredHunks, hunkAt } from '../revisions/keepHunks';
import { isSameHunk, namedHunks } from '../revisions/hunkSet';
import { childrenOf } from '../search/tree';
import { problemsOf, type Target } from '../selection/targets';
import type { Bench } from '../session/bench';
import type { HunkName } from '../session/events';
import { failuresOf } from '../session/failures';
import type { Proposal, Turn } from './proposer';

/** Hunks of the parent that a turn shall leave alone: an edit of them is sent back once. */
export interface Keeping {
  readonly hunks: readonly HunkName[];
  /** Why: tests that are green now need them, or the failure lies in another one. */
  readonly why: 'needed' | 'elsewhere';
}

/** What to keep: at the first repair of a revision all edits but the one that fails, else what newly green tests need. */
export function keepingFor(bench: Bench, turn: Turn): Keeping {
  const others = besideTheFailure(bench, turn);
  if (others.length > 0) return { hunks: others, why: 'elsewhere' };
  return { hunks: turn.state.locked.get(turn.parent.number) ?? [], why: 'needed' };
}

function besideTheFailure(bench: Bench, { parent, state, move }: Turn): readonly HunkName[] {
  const isFirst = state.stale === 0 && childrenOf(state, parent.number).length === 0;
  const failure = shownFailure(bench, parent, hiddenTests(state, bench.task.seed));
  if (move.action !== 'repair' || !isFirst || parent.number === 0 || failure === undefined)
    return [];
  const frame = problemsOf(failure)
    .flatMap(({ frames }) => frames)
    .find(({ file }) => !bench.testFiles.has(file));
  const faulty = frame && hunkAt(parent.files, frame)?.name;
  if (faulty === undefined) return [];
  const names = namedHunks(parent.files).map(({ name }) => name);
  return names.filter((name) => !isSameHunk(name, faulty));
}

/** The failure that the model is told about. */
function shownFailure(
  bench: Bench,
  parent: Turn['parent'],
  hidden: ReadonlySet<string>,
): Target | undefined {
  const shown = failuresOf(parent, bench.standard).filter(({ id }) => !hidden.has(id));
  return clusterFailures(shown)[0]?.targets[0];
}

/** What the model is told to keep; undefined when nothing is. */
export function keepNote({ hunks, why }: Keeping): string | undefined {
  if (hunks.length === 0) return undefined;
  return why === 'needed'
    ? `Keep these edits, tests need them: ${placesOf(hunks)}.`
    : `The failure lies in another edit of yours; keep these: ${placesOf(hunks)}.`;
}

/** Why a change goes back: it alters what shall be kept; undefined when it does not. */
export async function keepComplaint(
  bench: Bench,
  turn: Turn,
  change: Change,
): Promise<string | undefined> {
  const { hunks, why } = keepingFor(bench, turn);
  if (hunks.length === 0 || change.base !== turn.parent) return undefined;
  const altered = await alteredHunks({ ...inheritance(bench, change), kept: hunks });
  if (altered.length === 0) return undefined;
  const reason =
    why === 'needed'
      ? 'Tests that are green now need the lines'
      : 'The failure does not lie in the lines';
  return `${reason} that you would change: ${placesOf(altered)}. Nothing was applied. Send an edit that keeps them; if they must change, send the same again.`;
}

type Change = Extract<Proposal, { kind: 'change' }>;

function inheritance(
  { ports: { workspace } }: Bench,
  { base, texts }: Change,
): {
  readonly parent: Change['base'];
  readonly childTexts: FileTexts;
  readonly read: (path: string) => Promise<string | undefined>;
} {
  const read = (path: string): Promise<string | undefined> => workspace.read(path);
  return { parent: base, childTexts: new Map([...base.texts, ...texts]), read };
}

function placesOf(hunks: readonly HunkName[]): string {
  return hunks.map(({ path, line }) => `${path}:${String(line)}`).join(', ');
}

import { clusterFailures } from '../feedback/clusters';
import { hiddenTests } from '../guards/hiddenTests';
import type { FileTexts } from '../ports';
import { alteredHunks, hunkAt, withHunksKept } from '../revisions/keepHunks';
import { patchKeyOf } from '../revisions/patchKey';
import { isSameHunk, namedHunks } from '../revisions/hunkSet';
import { childrenOf } from '../search/tree';
import { problemsOf, type Target } from '../selection/targets';
import type { Bench } from '../session/bench';
import { layered } from '../session/candidate';
import type { HunkName } from '../session/events';
import { failuresOf } from '../session/failures';
import type { Proposal, Turn } from './proposer';

/** Hunks of the parent that a turn shall leave alone. */
export interface Keeping {
  /** Needed by tests that are green now: an edit of them is sent back once. */
  readonly locked: readonly HunkName[];
  /** All but the one in which the failure lies: edits of them are dropped. */
  readonly frozen: readonly HunkName[];
}

/** What to keep: what newly green tests need, and at the first repair of a revision all edits but the one that fails. */
export function keepingFor(bench: Bench, { parent, state, move }: Turn): Keeping {
  const locked = state.locked.get(parent.number) ?? [];
  const isFirst = state.stale === 0 && childrenOf(state, parent.number).length === 0;
  const failure = shownFailure(bench, parent, hiddenTests(state, bench.task.seed));
  if (move.action !== 'repair' || !isFirst || parent.number === 0 || failure === undefined)
    return { locked, frozen: [] };
  const frame = problemsOf(failure)
    .flatMap(({ frames }) => frames)
    .find(({ file }) => !bench.testFiles.has(file));
  const faulty = frame && hunkAt(parent.files, frame)?.name;
  const others = namedHunks(parent.files).filter(
    ({ name }) => faulty !== undefined && !isSameHunk(name, faulty),
  );
  return { locked, frozen: others.map(({ name }) => name) };
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
export function keepNote({ locked, frozen }: Keeping): string | undefined {
  if (frozen.length > 0)
    return `The failure lies in another edit of yours; these stay as they are: ${placesOf(frozen)}.`;
  return locked.length > 0 ? `Keep these edits, tests need them: ${placesOf(locked)}.` : undefined;
}

/** Why a change goes back: it alters what newly green tests need; undefined when it does not. */
export async function lockComplaint(
  bench: Bench,
  turn: Turn,
  change: Change,
): Promise<string | undefined> {
  const { locked } = keepingFor(bench, turn);
  const altered =
    change.base === turn.parent
      ? await alteredHunks({ ...inheritance(bench, change), kept: locked })
      : [];
  if (altered.length === 0) return undefined;
  return `Tests that are green now need the lines that you would change: ${placesOf(altered)}. Send an edit that keeps them; if they must change, send the same again.`;
}

/** The change without what it does to frozen hunks; the whole change when nothing would be left of it. */
export async function withFrozenKept(bench: Bench, turn: Turn, change: Change): Promise<Change> {
  const { frozen } = keepingFor(bench, turn);
  if (frozen.length === 0 || change.base !== turn.parent) return change;
  const texts = await withHunksKept({ ...inheritance(bench, change), kept: frozen });
  const { workspace } = bench.ports;
  const left = patchKeyOf((await layered(turn.parent, texts, workspace)).texts);
  return left === patchKeyOf(turn.parent.texts) ? change : { ...change, texts };
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

import type { FileTexts } from '../ports';
import { fileEditBetween } from '../revisions/applyRevision';
import { doubted } from '../selection/judge';
import type { Bench, Evaluation, SolvePorts } from './bench';
import { confirm } from './confirm';
import { evaluate } from './evaluate';
import type { SessionEvent } from './events';
import { Meter } from './meter';
import { benchOf, layoutIn } from './setUp';
import { overfitDoubts, suspicionsOn } from './suspect';

/** What shall be judged, and by what. */
export interface JudgeNow {
  /** The events of the session whose targets and baseline are the standard. */
  readonly events: readonly SessionEvent[];
  /** The workspace as it is now, and the means to test it. */
  readonly ports: Pick<SolvePorts, 'workspace' | 'runner' | 'syntax' | 'clock'>;
  /** The files that were reviewed, as they were when the session began. */
  readonly before: FileTexts;
}

/**
 * Tests the workspace as it is now as a session would have tested a revision: the verdict on what was accepted of it.
 * Undefined when the session never came to a baseline.
 */
export async function judgeNow(
  { events, ports, before }: JudgeNow,
  signal: AbortSignal,
): Promise<Evaluation | undefined> {
  const session = events.find((event) => event.kind === 'session');
  const baseline = events.find((event) => event.kind === 'baseline');
  if (session === undefined || baseline === undefined) return undefined;
  const tree = await ports.workspace.openTree(signal);
  try {
    const whole = { ...ports, reviewer: NOBODY, journal: NOWHERE };
    const surroundings = { task: session.task, ports: whole, meter: new Meter(ports.clock) };
    const bench = await benchOf(surroundings, tree, layoutIn(events, baseline));
    const texts = new Map<string, null>();
    const tested = await confirm(
      bench,
      { texts, ...(await evaluate(bench, texts, signal)) },
      signal,
    );
    const doubts = await suspicionsSince(before, bench);
    const verdict = doubted(tested.verdict, doubts);
    return { ...tested, verdict: doubted(verdict, overfitDoubts(verdict, bench.heldOut)) };
  } finally {
    await tree.dispose();
  }
}

async function suspicionsSince(before: FileTexts, bench: Bench): Promise<readonly string[]> {
  const now = new Map<string, string | null>();
  for (const path of before.keys()) now.set(path, (await bench.ports.workspace.read(path)) ?? null);
  const edits = [...before].flatMap(
    ([path, text]) => fileEditBetween(path, text, now.get(path) ?? null) ?? [],
  );
  return suspicionsOn(edits, now, bench);
}

/** Nobody is asked and nothing is noted: no search takes place. */
const NOBODY: SolvePorts['reviewer'] = {
  afterIteration: () => Promise.resolve({ kind: 'continue' }),
};
const NOWHERE: SolvePorts['journal'] = { append: () => Promise.resolve() };

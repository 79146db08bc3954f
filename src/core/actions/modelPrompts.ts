import { sourcesOf } from '../context/candidateSources';
import type { Place } from '../context/place';
import { clusterFailures } from '../feedback/clusters';
import type { ModelMessage } from '../ports';
import { draftMessage, repairMessage, RULES, type FailureContext } from '../prompting/messages';
import { noteLines, type Notes } from '../prompting/notes';
import type { SearchState } from '../search/searchState';
import type { Target } from '../selection/targets';
import type { Bench } from '../session/bench';
import type { Candidate } from '../session/candidate';
import { failuresOf } from '../session/failures';
import { placesFor } from './placesFor';

/** What of the failures may be told, and what the developer wants told. */
export interface Told extends Pick<SearchState, 'locations' | 'focus'> {
  readonly hidden: ReadonlySet<string>;
}

/** The failures of a candidate as a model is told about them, without held-out tests; undefined when nothing is left to tell. */
export async function contextOf(
  bench: Bench,
  candidate: Candidate,
  told: Told,
): Promise<FailureContext | undefined> {
  const { hidden, focus } = told;
  const all = failuresOf(candidate, bench.standard).filter(({ id }) => !hidden.has(id));
  const wasBroken = new Set(candidate.verdict.regressions);
  const targets = all.filter(({ id }) => !wasBroken.has(id));
  const failing = focused(targets.length > 0 ? targets : all, focus);
  const clusters = clusterFailures(failing);
  const [cluster] = clusters;
  if (cluster === undefined) return undefined;
  const sources = sourcesOf(bench, candidate);
  const places = await placesFor(cluster.targets[0], sources, { bench, state: told });
  const { instruction, constraints } = bench.task;
  return {
    cluster,
    failing: failing.length,
    goals: clusters.length,
    places,
    sources,
    ...(instruction === undefined ? {} : { instruction }),
    ...(constraints === undefined ? {} : { constraints }),
  };
}

/** The failures that the developer chose, when some of them are left. */
function focused(failing: readonly Target[], focus: readonly string[]): readonly Target[] {
  const chosen = failing.filter(({ id }) => focus.includes(id));
  return chosen.length > 0 ? chosen : failing;
}

/** A conversation that begins with this failure, with nothing of earlier replies. */
export async function freshPrompt(
  context: FailureContext,
  notes: Notes,
): Promise<readonly ModelMessage[]> {
  return [
    { role: 'system', content: RULES },
    { role: 'user', content: await draftMessage(context, noteLines(notes)) },
  ];
}

/** What a next message in a conversation tells of a candidate. */
export interface Answer {
  readonly candidate: Candidate;
  readonly context: FailureContext | undefined;
  readonly thread: readonly ModelMessage[];
  readonly notes: Notes;
}

/** A candidate's test result, told to the model that proposed it, with code that the conversation does not show yet. */
export async function repairPrompt(bench: Bench, answer: Answer): Promise<string> {
  const { candidate, context, thread, notes } = answer;
  const failure = context && (await withoutShown(context, thread));
  const wasBroken = new Set(candidate.verdict.regressions);
  return repairMessage({
    verdict: candidate.verdict,
    broken: failuresOf(candidate, bench.standard).filter(({ id }) => wasBroken.has(id)),
    notes: noteLines(notes),
    ...(failure === undefined ? {} : { failure }),
  });
}

/** A place as `path:first-last`, 1-based. */
export function placeName({ path, startRow, endRow }: Place): string {
  return `${path}:${String(startRow + 1)}-${String(endRow + 1)}`;
}

/** Leaves out places whose first line stands in the conversation already: the model knows its own edits of them. */
async function withoutShown(
  context: FailureContext,
  said: readonly ModelMessage[],
): Promise<FailureContext> {
  const text = said.map(({ content }) => content).join('\n');
  const isShown = async ({ path, startRow }: Place): Promise<boolean> => {
    const file = await context.sources.open(path);
    const line = file?.text.split(/\r\n|\n|\r/)[startRow]?.trim() ?? '';
    return text.includes(`${path}:`) && text.includes(line);
  };
  const shown = await Promise.all(context.places.map(isShown));
  return { ...context, places: context.places.filter((_, index) => shown[index] !== true) };
}

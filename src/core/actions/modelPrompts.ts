import { locate, type Place } from '../context/locate';
import { sourcesOf } from '../context/candidateSources';
import { clusterFailures } from '../feedback/clusters';
import type { ModelMessage } from '../ports';
import {
  draftMessage,
  refusalMessage,
  repairMessage,
  RULES,
  type FailureContext,
} from '../prompting/messages';
import type { Refusal } from '../revisions/applyReply';
import type { Bench } from '../session/bench';
import type { Candidate } from '../session/candidate';
import { failuresOf } from '../session/failures';
import type { Turn } from './proposer';

/** A fresh conversation about the parent's failures, with nothing of earlier replies. */
export async function draftPrompt(bench: Bench, turn: Turn): Promise<readonly ModelMessage[]> {
  const context = await failureContext(bench, turn.parent);
  if (context === undefined) throw new Error('A draft was asked for although nothing is red');
  return [
    { role: 'system', content: RULES },
    { role: 'user', content: await draftMessage(context, turn.hint) },
  ];
}

/** The parent's test result, told to the model that proposed it, with code that `said` does not show yet. */
export async function repairPrompt(
  bench: Bench,
  { parent, hint }: Turn,
  said: readonly ModelMessage[],
): Promise<string> {
  const context = await failureContext(bench, parent);
  const failure = context && (await withoutShown(context, said));
  const wasBroken = new Set(parent.verdict.regressions);
  return repairMessage({
    verdict: parent.verdict,
    broken: failuresOf(parent, bench.standard).filter(({ id }) => wasBroken.has(id)),
    ...(failure === undefined ? {} : { failure }),
    ...(hint === undefined ? {} : { hint }),
  });
}

/** Why the last reply was not applied. */
export function refusalPrompt(refusal: Refusal, hint?: string): string {
  return refusalMessage(refusal.message, hint);
}

async function failureContext(
  bench: Bench,
  candidate: Candidate,
): Promise<FailureContext | undefined> {
  const all = failuresOf(candidate, bench.standard);
  const wasBroken = new Set(candidate.verdict.regressions);
  const targets = all.filter(({ id }) => !wasBroken.has(id));
  const failing = targets.length > 0 ? targets : all;
  const cluster = clusterFailures(failing)[0];
  if (cluster === undefined) return undefined;
  const sources = sourcesOf(bench, candidate);
  const places = await locate(cluster.targets[0], sources, bench.testFiles);
  return { cluster, failing: failing.length, places, sources };
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

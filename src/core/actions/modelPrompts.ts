import { locate } from '../context/locate';
import { createSourceMap } from '../context/sourceMap';
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
import { readerOf, type Candidate } from '../session/candidate';
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

/** The parent's test result, told to the model that proposed it. */
export async function repairPrompt(bench: Bench, { parent, hint }: Turn): Promise<string> {
  const failure = await failureContext(bench, parent);
  return repairMessage({
    verdict: parent.verdict,
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
  const failing = failuresOf(candidate, bench.standard);
  const cluster = clusterFailures(failing)[0];
  if (cluster === undefined) return undefined;
  const sources = sourcesOf(bench, candidate);
  const places = await locate(cluster.targets[0], sources, bench.testFiles);
  return { cluster, failing: failing.length, places, sources };
}

/** The code as a candidate has it. */
export function sourcesOf(bench: Bench, candidate: Candidate): ReturnType<typeof createSourceMap> {
  const { workspace, syntax } = bench.ports;
  const paths = new Set([...bench.paths, ...candidate.texts.keys()]);
  return createSourceMap({ paths, read: readerOf(candidate, workspace), syntax });
}

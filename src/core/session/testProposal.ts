import type { Made, Proposal } from '../actions/proposer';
import { flipsBetween } from '../metrics/flips';
import type { Workspace } from '../ports';
import type { Refusal } from '../revisions/applyReply';
import { doubted, isGreenVerdict } from '../selection/judge';
import { overfitDoubts } from './suspect';
import type { FileEdit, Revision } from '../revisions/fileEdit';
import { revisionKey } from '../revisions/patchKey';
import { behaviourOf } from '../search/behaviour';
import type { Bench } from './bench';
import { layered, type Candidate } from './candidate';
import { confirm } from './confirm';
import { evaluate } from './evaluate';
import type { SessionEvent } from './events';
import type { History } from './history';
import { withSuspicions } from './suspect';

/** Where a change is tested and noted. */
export interface Trial {
  readonly bench: Bench;
  readonly history: History;
  /** Whether the change comes from a clean context that knows of no other. */
  readonly isDraft?: boolean;
}

/** A change of code before it is tested. */
export type Change = Extract<Proposal, { kind: 'change' }>;

/** Makes a revision of a proposal and runs its tests; the refusal when it can't be used or is not new. */
export async function* testProposal(
  trial: Trial,
  proposal: Extract<Proposal, { kind: 'change' | 'refused' }>,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, Candidate | Refusal> {
  const refusal =
    proposal.kind === 'refused' ? proposal.refusal : await repetition(trial, proposal);
  if (proposal.kind === 'change' && isVote(trial, refusal))
    return yield* testRevision(trial, proposal, signal);
  if (refusal === undefined && proposal.kind === 'change')
    return yield* testRevision(trial, proposal, signal);
  const told = refusal ?? NOTHING;
  yield { kind: 'guard', reason: told.reason, message: told.message };
  return told;
}

/** Where only a check of our own decides, a draft that comes out the same as a green one agrees with it. */
function isVote({ bench, history, isDraft }: Trial, refusal: Refusal | undefined): boolean {
  if (isDraft !== true || bench.standard.unproven !== true) return false;
  return refusal?.twin !== undefined && isGreenVerdict(history.at(refusal.twin).verdict);
}

/** Tests a change as a new revision, whether it is known or not. */
export async function* testRevision(
  { bench, history }: Trial,
  change: Omit<Change, 'kind'>,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, Candidate> {
  const { base, explanation } = change;
  const { workspace } = bench.ports;
  const { texts, files, tests } = await wholeOf(change, workspace);
  const patchKey = revisionKey(texts, tests.texts);
  const number = history.nextNumber;
  const parent = base.number;
  yield {
    kind: 'patch',
    revision: {
      number,
      parent,
      files,
      ...withTests(tests.files),
      patchKey,
      explanation,
      ...madeBy(change),
    },
  };
  const tested = await confirm(bench, { texts, ...(await evaluate(bench, texts, signal)) }, signal);
  const suspected = await withSuspicions(tested.verdict, files, bench);
  const verdict = doubted(suspected, overfitDoubts(suspected, bench.heldOut));
  const { report } = tested;
  const candidate = {
    number,
    parent,
    texts,
    files,
    testTexts: tests.texts,
    explanation,
    verdict,
    report,
  };
  history.add(candidate, patchKey);
  yield {
    kind: 'eval',
    revision: number,
    verdict,
    report,
    behaviour: behaviourOf(report),
    flips: flipsBetween(base.report, report, verdict.wholeSuite),
  };
  return candidate;
}

type Layered = Awaited<ReturnType<typeof layered>>;

/** Everything in which the change differs from the baseline, edits of tests apart. */
async function wholeOf(
  { base, texts, testTexts = new Map() }: Omit<Change, 'kind'>,
  workspace: Workspace,
): Promise<Layered & { readonly tests: Layered }> {
  const tests = await layered({ texts: base.testTexts ?? new Map() }, testTexts, workspace);
  return { ...(await layered(base, texts, workspace)), tests };
}

const NOTHING: Refusal = { reason: 'no-answer', message: 'Nothing was proposed.' };

async function repetition({ bench, history }: Trial, change: Change): Promise<Refusal | undefined> {
  const { texts, tests } = await wholeOf(change, bench.ports.workspace);
  const twin = history.numberOf(revisionKey(texts, tests.texts));
  if (twin === undefined) return undefined;
  const name = twin === 0 ? 'the original code' : `revision ${String(twin)}`;
  return { reason: 'duplicate', message: `The edit leads back to ${name}.`, twin };
}

function madeBy({ pattern, rivals }: Made): Made {
  return { ...(pattern !== undefined && { pattern }), ...(rivals !== undefined && { rivals }) };
}

function withTests(files: readonly FileEdit[]): Pick<Revision, 'testFiles'> {
  return files.length === 0 ? {} : { testFiles: files };
}

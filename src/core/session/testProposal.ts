import type { Proposal } from '../actions/proposer';
import type { Refusal } from '../revisions/applyReply';
import { patchKeyOf } from '../revisions/patchKey';
import type { Revision } from '../revisions/fileEdit';
import { evaluate, type Bench } from './bench';
import { layered, type Candidate } from './candidate';
import type { SessionEvent } from './events';
import type { History } from './history';
import { withSuspicions } from './suspect';

interface Trial {
  readonly bench: Bench;
  readonly history: History;
}

/** Makes a revision of a proposal and runs its tests; the refusal when it can't be used or is not new. */
export async function* testProposal(
  { bench, history }: Trial,
  proposal: Extract<Proposal, { kind: 'change' | 'refused' }>,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, Candidate | Refusal> {
  if (proposal.kind === 'refused') {
    yield { kind: 'guard', ...proposal.refusal };
    return proposal.refusal;
  }
  const { base, explanation } = proposal;
  const { texts, files } = await layered(base, proposal.texts, bench.ports.workspace);
  const patchKey = patchKeyOf(texts);
  const known = history.numberOf(patchKey);
  if (known !== undefined) {
    const twin = known === 0 ? 'the original code' : `revision ${String(known)}`;
    const refusal: Refusal = { reason: 'duplicate', message: `The edit leads back to ${twin}.` };
    yield { kind: 'guard', ...refusal };
    return refusal;
  }
  const number = history.revisions + 1;
  const revision: Revision = { number, parent: base.number, files, patchKey, explanation };
  yield { kind: 'patch', revision };
  const { verdict: tested, report } = await evaluate(bench, texts, signal);
  const verdict = await withSuspicions(tested, files, bench);
  const candidate = { number, parent: base.number, texts, files, verdict, report };
  history.add(candidate, patchKey);
  yield { kind: 'eval', revision: number, verdict, report };
  return candidate;
}

import { baselineVerdict } from '../selection/judge';
import type { Refusal } from '../revisions/applyReply';
import { unifiedPatch } from '../revisions/unifiedPatch';
import type { Verdict } from '../selection/verdict';
import type { SolvePorts } from './bench';
import type { Candidate } from './candidate';
import type { History } from './history';
import type { Meter } from './meter';
import type { Outcome, OutcomeKind } from './outcome';
import type { Task } from './task';

/** One solving of a task. */
export interface Session {
  readonly task: Task;
  readonly ports: SolvePorts;
  readonly meter: Meter;
  readonly history: History;
}

/** Why a session ends; a message only where the kind alone does not say it. */
export interface Ending {
  readonly kind: Exclude<OutcomeKind, 'best-partial'>;
  readonly message?: string;
}

/** The ending of an aborted session: its time was up, or somebody stopped it. */
export function abortedEnding(signal: AbortSignal): Ending {
  const reason: unknown = signal.reason;
  const isTimeout = reason instanceof Error && reason.name === 'TimeoutError';
  return isTimeout ? { kind: 'budget', message: 'The time limit is reached.' } : { kind: 'user' };
}

/** The ending when the turns are used up; a refused last answer is told. */
export function stuckEnding(refusal: Refusal | undefined): Ending {
  if (refusal === undefined) return { kind: 'stuck' };
  const advice = 'Try again, with a stronger model or a narrower target.';
  return { kind: 'stuck', message: `The last answer was not used: ${refusal.message} ${advice}` };
}

/** The outcome with the best revision, whatever the ending. */
export async function outcomeOf(session: Session, ending: Ending): Promise<Outcome> {
  const { history, meter, ports } = session;
  const { best } = history;
  const improved = best && best.verdict.fixed > 0 ? best : undefined;
  const verdict = best?.verdict ?? baselineVerdict([]);
  const kind = ending.kind === 'stuck' && improved !== undefined ? 'best-partial' : ending.kind;
  return {
    kind,
    message: messageOf({ ...ending, kind }, verdict, improved),
    revision: improved?.number ?? 0,
    revisions: history.revisions,
    verdict,
    patch: improved ? await unifiedPatch(improved.files, (path) => ports.workspace.read(path)) : '',
    usage: meter.usage,
    time: meter.time,
  };
}

function messageOf(
  ending: { readonly kind: OutcomeKind; readonly message?: string },
  verdict: Verdict,
  improved: Candidate | undefined,
): string {
  const kept = improved
    ? `The best revision is ${String(improved.number)}: ${summaryOf(verdict)}.`
    : 'No revision made a failing test pass; nothing was changed.';
  switch (ending.kind) {
    case 'fixed':
      return `Fixed: ${summaryOf(verdict)}.`;
    case 'fixed-unproven':
      return `Fixed, but unproven: ${summaryOf(verdict)}; no test of the project decides it.`;
    case 'already-green':
      return ending.message ?? 'All tests pass already; there is nothing to fix.';
    case 'environment':
      return ending.message ?? 'The tests can not be run.';
    case 'conflict':
      return `The tests seem to contradict what is asked: ${ending.message ?? 'no reason given'} ${kept}`;
    case 'user':
      return `Stopped. ${kept}`;
    case 'best-partial':
    case 'budget':
    case 'stuck':
    case 'hard':
    case 'model-stopped':
      return `${ending.message ?? 'No further repair was found.'} ${kept}`;
  }
}

function summaryOf({ fixed, total, regressions, testsWeakened, wholeSuite }: Verdict): string {
  const broken = wholeSuite ? `${String(regressions.length)} broken` : 'the other tests not run';
  const weakened =
    testsWeakened.length === 0 ? '' : `, not to be trusted (${testsWeakened.join('; ')})`;
  return `${String(fixed)} of ${String(total)} failing tests fixed, ${broken}${weakened}`;
}

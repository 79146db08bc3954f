import type { Revision } from '../revisions/fileEdit';
import type { Verdict } from '../selection/verdict';
import type { TestReport } from '../testReport';
import type { ActionName, SessionEvent } from './events';
import type { Outcome } from './outcome';

/** One revision as views show it: what was proposed, how it went, what it cost. */
export interface RevisionState {
  readonly revision: Revision;
  readonly action: ActionName;
  readonly verdict?: Verdict;
  readonly report?: TestReport;
  /** Input and output tokens of the requests that led to it. */
  readonly tokens: number;
  /** Milliseconds of the model. */
  readonly modelMs: number;
}

/** A session as views show it, folded from its events. */
export interface SessionState {
  readonly phase: 'idle' | 'baseline' | 'asking' | 'testing' | 'ended';
  readonly model: string;
  readonly runner: string;
  readonly targets: readonly string[];
  readonly flaky: readonly string[];
  readonly baseline?: TestReport;
  readonly action?: ActionName;
  readonly iteration: number;
  readonly revisions: readonly RevisionState[];
  /** The last line of progress inside the current action. */
  readonly progress?: string;
  /** Sentences about proposals that were not applied. */
  readonly refusals: readonly string[];
  readonly outcome?: Outcome;
  /** Tokens and milliseconds asked since the last revision. */
  readonly pending: { readonly tokens: number; readonly modelMs: number };
}

/** The state before any event. */
export const emptySession: SessionState = {
  phase: 'idle',
  model: '',
  runner: '',
  targets: [],
  flaky: [],
  iteration: 0,
  revisions: [],
  refusals: [],
  pending: { tokens: 0, modelMs: 0 },
};

/** The state after one more event; pure. */
export function nextSession(state: SessionState, event: SessionEvent): SessionState {
  switch (event.kind) {
    case 'session':
      return { ...emptySession, phase: 'baseline', model: event.model, runner: event.runner };
    case 'baseline':
      return { ...state, baseline: event.report, targets: event.targets, flaky: event.flaky };
    case 'action':
      return {
        ...withoutProgress(state),
        phase: 'asking',
        action: event.action,
        iteration: event.iteration,
      };
    case 'progress':
      return { ...state, progress: event.text };
    case 'reply':
      return { ...state, pending: addReply(state.pending, event) };
    case 'patch':
      return withRevision(state, event.revision);
    case 'guard':
      return { ...state, refusals: [...state.refusals, event.message] };
    case 'eval':
      return withVerdict(state, event);
    case 'outcome':
      return { ...withoutProgress(state), phase: 'ended', outcome: event.outcome };
    case 'prompt':
    case 'feedback':
    case 'human':
      return state;
  }
}

function withoutProgress({ progress: _, ...rest }: SessionState): SessionState {
  return rest;
}

function addReply(
  pending: SessionState['pending'],
  reply: Extract<SessionEvent, { kind: 'reply' }>,
): SessionState['pending'] {
  return {
    tokens: pending.tokens + reply.usage.inputTokens + reply.usage.outputTokens,
    modelMs: pending.modelMs + reply.durationMs,
  };
}

function withRevision(state: SessionState, revision: Revision): SessionState {
  const added = { revision, action: state.action ?? 'draft', ...state.pending };
  return {
    ...withoutProgress(state),
    phase: 'testing',
    revisions: [...state.revisions, added],
    pending: emptySession.pending,
  };
}

function withVerdict(
  state: SessionState,
  { revision, verdict, report }: Extract<SessionEvent, { kind: 'eval' }>,
): SessionState {
  const revisions = state.revisions.map((each) =>
    each.revision.number === revision ? { ...each, verdict, report } : each,
  );
  return { ...state, revisions };
}

/** The number of the best revision so far: highest value, then earliest; 0 when none beats the baseline. */
export function bestRevision(state: SessionState): number {
  let best = { number: 0, value: -1 };
  for (const { revision, verdict } of state.revisions) {
    if (verdict && verdict.fixed > 0 && verdict.value > best.value) {
      best = { number: revision.number, value: verdict.value };
    }
  }
  return best.number;
}

import type { Revision } from '../revisions/fileEdit';
import type { Verdict } from '../selection/verdict';
import type { TestReport } from '../testReport';
import { nextCourse, type CourseStep } from './course';
import type { ActionName, RepairStyle, SessionEvent } from './events';
import type { Outcome } from './outcome';
import type { TestEditPolicy } from './task';

/** One revision as views show it: what was proposed, how it went, what it cost. */
export interface RevisionState {
  readonly revision: Revision;
  readonly action: ActionName;
  readonly style?: RepairStyle;
  readonly verdict?: Verdict;
  readonly report?: TestReport;
  /** The ask-apply-test turn that made it. */
  readonly iteration: number;
  /** Input and output tokens of the requests that led to it. */
  readonly tokens: number;
  /** Those of them that the model wrote. */
  readonly outputTokens: number;
  /** Milliseconds of the model. */
  readonly modelMs: number;
}

/** A session as views show it, folded from its events. */
export interface SessionState {
  readonly phase: 'idle' | 'baseline' | 'asking' | 'testing' | 'ended';
  readonly model: string;
  readonly runner: string;
  readonly tests: TestEditPolicy;
  readonly targets: readonly string[];
  readonly flaky: readonly string[];
  readonly baseline?: TestReport;
  readonly action?: ActionName;
  readonly style?: RepairStyle;
  readonly iteration: number;
  /** In order, without those that left out a hunk on trial and did not hold. */
  readonly revisions: readonly RevisionState[];
  /** The revision that leaves out a hunk on trial, while it is tested. */
  readonly trial?: RevisionState;
  /** The revision chosen among equals. */
  readonly chosen?: number;
  /** The last line of progress inside the current action. */
  readonly progress?: string;
  /** What happened, oldest first; of the revisions those that are listed. */
  readonly course: readonly CourseStep[];
  /** Why the tests fail, as a model explained it last or the developer said since. */
  readonly diagnosis?: string;
  /** Where the developer wants the fault to be looked for, and the failures that requests tell of; empty: not said. */
  readonly locations: readonly string[];
  readonly focus: readonly string[];
  /** What the developer was asked last, while no turn has followed. */
  readonly question?: string;
  readonly outcome?: Outcome;
  /** Tokens and milliseconds asked since the last revision. */
  readonly pending: Pick<RevisionState, 'tokens' | 'outputTokens' | 'modelMs'>;
}

/** The state before any event. */
export const emptySession: SessionState = {
  phase: 'idle',
  model: '',
  runner: '',
  tests: 'locked',
  targets: [],
  flaky: [],
  iteration: 0,
  revisions: [],
  locations: [],
  focus: [],
  course: [],
  pending: { tokens: 0, outputTokens: 0, modelMs: 0 },
};

/** The state after one more event; pure. */
export function nextSession(state: SessionState, event: SessionEvent): SessionState {
  const next = stateAfter(state, event);
  const course = nextCourse(next.course, event, next.iteration);
  return course === next.course ? next : { ...next, course };
}

function stateAfter(state: SessionState, event: SessionEvent): SessionState {
  switch (event.kind) {
    case 'session':
      return begun(event);
    case 'baseline':
      return { ...state, baseline: event.report, targets: event.targets, flaky: event.flaky };
    case 'action':
      return withAction(state, event);
    case 'progress':
      return { ...state, progress: event.text };
    case 'reply':
      return withReply(state, event);
    case 'human':
      return withWord(state, event);
    case 'patch':
      return withRevision(state, event.revision);
    case 'eval':
      return withVerdict(state, event);
    case 'select':
      return { ...state, chosen: event.revision };
    case 'ask':
      return { ...state, question: event.question };
    case 'outcome':
      return { ...withoutProgress(state), phase: 'ended', outcome: event.outcome };
    case 'friction':
    case 'refresh':
    case 'check':
    case 'reviewer-off':
    case 'guard':
    case 'prompt':
    case 'feedback':
    case 'budget':
    case 'turn':
    case 'lock':
    case 'minimise':
    case 'critique':
      return state;
  }
}

function begun({ task, model, runner }: Extract<SessionEvent, { kind: 'session' }>): SessionState {
  return { ...emptySession, phase: 'baseline', model, runner, tests: task.tests };
}

function withAction(
  state: SessionState,
  { action, style, iteration }: Extract<SessionEvent, { kind: 'action' }>,
): SessionState {
  const { style: _, question: __, ...rest } = withoutProgress(state);
  return { ...rest, phase: 'asking', action, iteration, ...(style !== undefined && { style }) };
}

function withoutProgress({ progress: _, ...rest }: SessionState): SessionState {
  return rest;
}

function withReply(
  state: SessionState,
  reply: Extract<SessionEvent, { kind: 'reply' }>,
): SessionState {
  const next = { ...state, pending: addReply(state.pending, reply) };
  return reply.role === 'explain' ? { ...next, diagnosis: reply.text.trim() } : next;
}

function withWord(
  state: SessionState,
  word: Extract<SessionEvent, { kind: 'human' }>,
): SessionState {
  const { diagnosis = state.diagnosis } = word;
  const { locations = state.locations, tests: focus = state.focus } = word;
  const next = { ...state, locations, focus };
  return diagnosis === undefined ? next : { ...next, diagnosis };
}

function addReply(
  pending: SessionState['pending'],
  reply: Extract<SessionEvent, { kind: 'reply' }>,
): SessionState['pending'] {
  return {
    tokens: pending.tokens + reply.usage.inputTokens + reply.usage.outputTokens,
    outputTokens: pending.outputTokens + reply.usage.outputTokens,
    modelMs: pending.modelMs + reply.durationMs,
  };
}

function withRevision(state: SessionState, revision: Revision): SessionState {
  const { action = 'draft', style, iteration, pending } = state;
  const added = { revision, action, ...(style !== undefined && { style }), iteration, ...pending };
  const next: SessionState = {
    ...withoutProgress(state),
    phase: 'testing',
    pending: emptySession.pending,
  };
  return action === 'minimise' ? { ...next, trial: added } : listed(next, added);
}

function withVerdict(
  { trial, ...state }: SessionState,
  { revision, verdict, report }: Extract<SessionEvent, { kind: 'eval' }>,
): SessionState {
  const isOfTrial = trial?.revision.number === revision;
  const next = isOfTrial && holds(trial, verdict, state.revisions) ? listed(state, trial) : state;
  const revisions = next.revisions.map((each) =>
    each.revision.number === revision ? { ...each, verdict, report } : each,
  );
  // Between two turns the engine asks, explains or thinks; tests run only for a new revision.
  return { ...next, phase: 'asking', revisions };
}

function listed(state: SessionState, added: RevisionState): SessionState {
  const step: CourseStep = { kind: 'revision', revision: added.revision.number };
  return {
    ...state,
    revisions: [...state.revisions, added],
    course: [...state.course, step],
  };
}

/** Whether the result without the hunk is as good as with it. */
function holds(
  { revision }: RevisionState,
  { value }: Verdict,
  revisions: readonly RevisionState[],
): boolean {
  const whole = revisions.find((each) => each.revision.number === revision.parent);
  return value >= (whole?.verdict?.value ?? 1);
}

/**
 * The number of the best revision: the outcome's, else the one of the highest value, of equals the minimised or chosen
 * one, else the earliest; 0 when none beats the baseline.
 */
export function bestRevision({ outcome, chosen, revisions }: SessionState): number {
  if (outcome !== undefined) return outcome.revision;
  let best = { number: 0, value: -1 };
  for (const { revision, verdict, action } of revisions) {
    if (verdict === undefined || verdict.fixed === 0) continue;
    const winsTies = action === 'minimise' || revision.number === chosen;
    if (verdict.value < best.value || (verdict.value === best.value && !winsTies)) continue;
    best = { number: revision.number, value: verdict.value };
  }
  return best.number;
}

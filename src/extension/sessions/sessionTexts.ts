import { bestRevision, type SessionState } from '../../core/session/sessionState';
import type { OutcomeKind } from '../../core/session/outcome';
import type { SessionView } from './repairSession';
import { verdictText } from './verdictText';

/** What a session is doing, in a few words, for progress and status. */
export function progressText({ state, pausedAt, running, problem }: SessionView): string {
  if (pausedAt !== undefined) return pausedText(pausedAt, state);
  if (problem !== undefined) return 'ended by a problem';
  switch (state.phase) {
    case 'idle':
      return running ? 'looking at the workspace' : 'stopped';
    case 'baseline':
      return running ? 'running the tests as they are' : 'stopped';
    case 'asking':
      return running ? askingText(state) : 'stopped';
    case 'testing':
      return running ? testingText(state) : 'stopped';
    case 'ended':
      return state.outcome ? outcomeTitle(state.outcome.kind) : 'ended';
  }
}

/** The sentence about how a session ended, with the question that stayed open; undefined while it runs. */
export function outcomeText({ outcome, question }: SessionState): string | undefined {
  if (outcome === undefined || question === undefined) return outcome?.message;
  // What leads up to the question is in the message already.
  const [asked = question] = /[^.!?]+\?$/.exec(question) ?? [];
  return `${outcome.message} ${asked.trim()}`;
}

/** How a session ended, in a few words. */
export function outcomeTitle(kind: OutcomeKind): string {
  return OUTCOME_TITLES[kind];
}

/** Whether a session ended with nothing red. */
export function isGoodEnd(kind: OutcomeKind): boolean {
  return kind === 'fixed' || kind === 'fixed-unproven' || kind === 'already-green';
}

/** What a session does or how it ended, and after how many revisions, such as `fixed · 3 revisions`. */
export function sessionState(view: SessionView): string {
  const count = view.state.revisions.length;
  return progressText(view) + (count > 1 ? ` · ${String(count)} revisions` : '');
}

/** An ended session in one line, such as `fixed · 4/4 fixed · 0 broken`. */
export function sessionSummary(view: SessionView): string {
  const best = bestRevision(view.state);
  const verdict = view.state.revisions.find((each) => each.revision.number === best)?.verdict;
  return progressText(view) + (verdict ? ` · ${verdictText(verdict)}` : '');
}

const OUTCOME_TITLES: Readonly<Record<OutcomeKind, string>> = {
  fixed: 'fixed',
  'fixed-unproven': 'fixed, but unproven',
  'already-green': 'already green',
  'best-partial': 'partly fixed',
  budget: 'budget spent',
  stuck: 'no fix found',
  hard: 'given up as too hard',
  conflict: 'tests contradict the task',
  'model-stopped': 'the model stopped answering',
  environment: 'tests could not run',
  user: 'stopped',
};

/** Without a revision there is only the code as it was. */
function pausedText(revision: number, { question }: SessionState): string {
  if (question !== undefined) return 'paused with a question';
  return revision === 0 ? 'paused: no revision yet' : `paused after revision ${String(revision)}`;
}

function testingText({ revisions, trial }: SessionState): string {
  if (trial !== undefined) return 'testing without one of the hunks';
  return `testing revision ${String(revisions.at(-1)?.revision.number ?? 0)}`;
}

function askingText({ action, progress, iteration, model }: SessionState): string {
  if (action === 'mutate') {
    return progress === undefined ? 'searching small changes' : `searching: ${progress}`;
  }
  if (action === 'minimise') return 'looking for hunks that are not needed';
  if (action === 'check') return progress ?? `asking ${model} for a check`;
  return progress ?? `iteration ${String(iteration)}: asking ${model}`;
}

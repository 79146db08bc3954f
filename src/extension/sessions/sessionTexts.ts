import { bestRevision, type SessionState } from '../../core/session/sessionState';
import type { OutcomeKind } from '../../core/session/outcome';
import { isCutOff, type SessionView } from './repairSession';
import { acceptedText, verdictText } from './verdictText';
import { l10n } from '../host/l10n';

/** What a session is doing, in a few words, for progress and status. */
export function progressText(view: SessionView): string {
  const { state, pausedAt, running, problem } = view;
  if (isCutOff(view)) return l10n.t('interrupted');
  if (pausedAt !== undefined) return pausedText(pausedAt, state);
  if (problem !== undefined) return l10n.t('ended by a problem');
  switch (state.phase) {
    case 'idle':
      return running ? l10n.t('looking at the workspace') : l10n.t('stopped');
    case 'baseline':
      return l10n.t('running the tests as they are');
    case 'asking':
      return askingText(state);
    case 'testing':
      return testingText(state);
    case 'ended':
      return state.outcome ? outcomeTitle(state.outcome.kind) : l10n.t('ended');
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
  const { progress: _, ...state } = view.state;
  // What changes many times a second is told in one place only.
  const text = progressText({ ...view, state });
  const count = state.revisions.length;
  return count > 1 ? l10n.t('{0} · {1} revisions', text, count) : text;
}

/** An ended session in one line, such as `fixed · 4/4 fixed · 0 broken`, or with what was accepted of it. */
export function sessionSummary(view: SessionView): string {
  const best = bestRevision(view.state);
  const verdict = view.state.revisions.find((each) => each.revision.number === best)?.verdict;
  const found = acceptedText(view.accepted, best) ?? (verdict && verdictText(verdict));
  return progressText(view) + (found === undefined ? '' : ` · ${found}`);
}

const OUTCOME_TITLES: Readonly<Record<OutcomeKind, string>> = {
  fixed: l10n.t('fixed'),
  'fixed-unproven': l10n.t('fixed, but unproven'),
  'already-green': l10n.t('already green'),
  'best-partial': l10n.t('partly fixed'),
  budget: l10n.t('budget spent'),
  stuck: l10n.t('no fix found'),
  hard: l10n.t('given up as too hard'),
  conflict: l10n.t('tests contradict the task'),
  'model-stopped': l10n.t('the model stopped answering'),
  environment: l10n.t('tests could not run'),
  user: l10n.t('stopped'),
};

/** Without a revision there is only the code as it was. */
function pausedText(revision: number, { question }: SessionState): string {
  if (question !== undefined) return l10n.t('paused with a question');
  return revision === 0
    ? l10n.t('paused: no revision yet')
    : l10n.t('paused after revision {0}', revision);
}

function testingText({ revisions, trial }: SessionState): string {
  if (trial !== undefined) return l10n.t('testing without one of the hunks');
  return l10n.t('testing revision {0}', revisions.at(-1)?.revision.number ?? 0);
}

function askingText({ action, progress, iteration, model }: SessionState): string {
  if (action === 'mutate') {
    return progress === undefined
      ? l10n.t('searching small changes')
      : l10n.t('searching: {0}', progress);
  }
  if (action === 'minimise') return l10n.t('looking for hunks that are not needed');
  if (action === 'check') return progress ?? l10n.t('asking {0} for a check', model);
  return progress ?? l10n.t('iteration {0}: asking {1}', iteration, model);
}

import type { OutcomeKind } from '../../core/session/outcome';
import {
  bestRevision,
  type RevisionState,
  type SessionState,
} from '../../core/session/sessionState';
import { strategyText } from '../../core/session/strategyText';
import type { SessionView } from '../sessions/repairSession';
import { outcomeText, progressText, sessionState } from '../sessions/sessionTexts';
import { isFullyGreen, verdictMarks, verdictText } from '../sessions/verdictText';
import type { Row } from './row';
import { l10n } from '../host/l10n';

/** The rows of the sessions, in the order given; the first is open. */
export function sessionRows(views: readonly SessionView[]): readonly Row[] {
  return views.map((view, index) => ({
    // Another id makes the view close the row of a session that is no longer the newest.
    id: index === 0 ? view.id : `${view.id}/older`,
    label: view.title,
    description: sessionState(view),
    tooltip: outcomeText(view.state) ?? view.problem ?? progressText(view),
    ...sessionIcon(view),
    context: `session ${view.running ? 'running' : 'ended'}`,
    target: { kind: 'session', session: view.id },
    opens: opening(view, index),
  }));
}

/** The rows inside a session: its revisions, oldest first, then what it says or does just now. */
export function revisionRows(view: SessionView): readonly Row[] {
  const best = bestRevision(view.state);
  return [
    ...view.state.revisions.map((each) => revisionRow(view, each, best)),
    ...noteRows(view),
    ...refusalRows(view),
    ...questionRows(view),
    ...nowRows(view),
    ...problemRows(view),
  ];
}

function opening(view: SessionView, index: number): Row['opens'] {
  if (revisionRows(view).length === 0) return 'never';
  return index === 0 ? 'expanded' : 'collapsed';
}

function revisionRow(view: SessionView, each: RevisionState, best: number): Row {
  const { number } = each.revision;
  const isBest = number === best;
  const paused = view.pausedAt === undefined ? '' : ' paused';
  return {
    // Another id makes the view open the row of a revision that becomes the best.
    id: `${view.id}/${String(number)}${isBest ? '/best' : ''}`,
    label: l10n.t('Revision {0}', number),
    description: (isBest ? '★ ' : '') + revisionFacts(view.state, each).join(' · '),
    tooltip: revisionTooltip(each),
    ...revisionIcon(each),
    context: `revision ${view.running ? 'running' : 'ended'}${paused}`,
    target: { kind: 'revision', session: view.id, revision: number },
    opens: isBest ? 'expanded' : 'collapsed',
  };
}

function revisionFacts(state: SessionState, each: RevisionState): readonly string[] {
  const { verdict, report, tokens, modelMs } = each;
  if (!verdict) return [state.phase === 'ended' ? l10n.t('not tested') : l10n.t('testing…')];
  return [
    ...(verdict.unproven === true ? [l10n.t('unproven')] : []),
    verdictText(verdict),
    ...(tokens > 0 ? [tokensText(tokens)] : []),
    secondsText(modelMs + (report?.durationMs ?? 0)),
    strategyText(each),
  ];
}

function revisionTooltip({ verdict, revision }: RevisionState): string {
  const marks = verdict
    ? verdictMarks(verdict).map((mark) => `${SIGNS[mark.state]} ${mark.text}`)
    : [];
  const names = [
    ...(verdict?.stillRed ?? []).slice(0, MAX_NAMES).map((id) => l10n.t('still red: {0}', id)),
  ];
  const broken = (verdict?.regressions ?? [])
    .slice(0, MAX_NAMES)
    .map((id) => l10n.t('broken: {0}', id));
  const weakened = verdict?.testsWeakened ?? [];
  return [...marks, ...names, ...broken, ...weakened, '', revision.explanation].join('\n').trim();
}

function noteRows({ id, state }: SessionView): readonly Row[] {
  return state.notes.slice(-MAX_NOTES).map((note, index) => ({
    id: `${id}/note/${String(index)}`,
    label: note,
    tooltip: note,
    icon: 'info',
    context: 'note',
    target: { kind: 'session', session: id },
    opens: 'never',
  }));
}

function questionRows({ id, state }: SessionView): readonly Row[] {
  if (state.question === undefined) return [];
  const row: Row = {
    id: `${id}/question`,
    label: state.question,
    tooltip: state.question,
    icon: 'question',
    context: 'question',
    target: { kind: 'session', session: id },
    opens: 'never',
  };
  return [row];
}

function refusalRows({ id, state }: SessionView): readonly Row[] {
  return state.refusals.slice(-MAX_REFUSALS).map((message, index) => ({
    id: `${id}/refusal/${String(index)}`,
    label: l10n.t('Not applied'),
    description: message,
    tooltip: message,
    icon: 'warning',
    context: 'note',
    target: { kind: 'session', session: id },
    opens: 'never',
  }));
}

function nowRows(view: SessionView): readonly Row[] {
  if (!view.running) return [];
  const paused = view.pausedAt !== undefined;
  const row: Row = {
    id: `${view.id}/now`,
    label: sentence(progressText(view)),
    icon: paused ? 'debug-pause' : 'loading~spin',
    context: paused ? 'now paused' : 'now',
    target: { kind: 'session', session: view.id },
    opens: 'never',
    ...(paused && { tooltip: view.state.question === undefined ? PAUSED_TOOLTIP : ASKED_TOOLTIP }),
  };
  return [row];
}

function problemRows({ id, problem }: SessionView): readonly Row[] {
  if (problem === undefined) return [];
  const target = { kind: 'session', session: id } as const;
  const row = { id: `${id}/problem`, label: problem, tooltip: problem, ...TROUBLE };
  return [{ ...row, context: 'note', target, opens: 'never' }];
}

function sessionIcon(view: SessionView): Pick<Row, 'icon' | 'colour'> {
  const { state, running, pausedAt, problem } = view;
  if (pausedAt !== undefined) return { icon: 'debug-pause' };
  if (problem !== undefined) return TROUBLE;
  if (running) return { icon: 'loading~spin' };
  return state.outcome ? OUTCOME_ICONS[state.outcome.kind] : { icon: 'circle-slash' };
}

function revisionIcon({ verdict }: RevisionState): Pick<Row, 'icon' | 'colour'> {
  if (!verdict) return { icon: 'git-commit' };
  if (isFullyGreen(verdict)) return verdict.unproven === true ? UNPROVEN : PASSED;
  return verdict.fixed > 0 && verdict.regressions.length === 0 ? PARTLY : FAILED;
}

function tokensText(tokens: number): string {
  return tokens < 1000
    ? l10n.t('{0} tokens', tokens)
    : l10n.t('{0}k tokens', (tokens / 1000).toFixed(1));
}

function secondsText(ms: number): string {
  return l10n.t('{0} s', (ms / 1000).toFixed(ms < 10_000 ? 1 : 0));
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const PAUSED_TOOLTIP = l10n.t(
  'The buttons above go on: Continue to the end, Step to the next revision, Give a Hint, or Stop. Or continue from an older revision.',
);
const ASKED_TOOLTIP = l10n.t(
  'No idea is left. Give a Hint (above) answers the question and goes on from it; Continue ends the repair.',
);
const SIGNS = { good: '✓', bad: '✗', unknown: '?' } as const;
/** Names in a tooltip, refusals and notes in the view: more than these hides the rest. */
const MAX_NAMES = 5;
const MAX_REFUSALS = 3;
const MAX_NOTES = 3;
const PASSED = { icon: 'pass', colour: 'testing.iconPassed' } as const;
const UNPROVEN = { icon: 'unverified', colour: 'testing.iconQueued' } as const;
const PARTLY = { icon: 'circle-large-outline', colour: 'testing.iconQueued' } as const;
const FAILED = { icon: 'error', colour: 'testing.iconFailed' } as const;
const TROUBLE = { icon: 'warning', colour: 'list.warningForeground' } as const;
const OUTCOME_ICONS: Readonly<Record<OutcomeKind, Pick<Row, 'icon' | 'colour'>>> = {
  fixed: PASSED,
  'fixed-unproven': UNPROVEN,
  'already-green': PASSED,
  'best-partial': PARTLY,
  budget: FAILED,
  stuck: FAILED,
  hard: FAILED,
  conflict: FAILED,
  'model-stopped': FAILED,
  environment: TROUBLE,
  user: { icon: 'circle-slash' },
};

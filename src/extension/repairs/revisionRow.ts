import { costOf, priceOf } from '../../core/session/prices';
import type { RevisionState, SessionState } from '../../core/session/sessionState';
import { strategyText } from '../../core/session/strategyText';
import { l10n } from '../host/l10n';
import { alternativesOf } from '../sessions/alternatives';
import { costText, secondsText, tokensText } from '../sessions/amountTexts';
import type { SessionView } from '../sessions/repairSession';
import { acceptedText, isFullyGreen, verdictMarks, verdictText } from '../sessions/verdictText';
import type { Row } from './row';
import { FAILED, PARTLY, PASSED, UNPROVEN, type RowIcon } from './rowIcons';

/** The row of a revision: how it went, what it cost, how it was made and from what. */
export function revisionRow(view: SessionView, each: RevisionState, best: number): Row {
  const { number } = each.revision;
  const isBest = number === best;
  return {
    // Another id makes the view open the row of a revision that becomes the best.
    id: `${view.id}/${String(number)}${isBest ? '/best' : ''}`,
    label: l10n.t('Revision {0}', number),
    description: (isBest ? '★ ' : '') + factsOf(view, each).join(' · '),
    tooltip: tooltipOf(view.state, each),
    ...iconOf(each),
    context: contextOf(view, number),
    target: { kind: 'revision', session: view.id, revision: number },
    opens: isBest ? 'expanded' : 'collapsed',
  };
}

function contextOf({ state, running, pausedAt }: SessionView, number: number): string {
  return [
    'revision',
    running ? 'running' : 'ended',
    ...(pausedAt === undefined ? [] : ['paused']),
    ...(alternativesOf(state, number).length > 0 ? ['alternative'] : []),
  ].join(' ');
}

function factsOf(
  { state, running, accepted }: SessionView,
  each: RevisionState,
): readonly string[] {
  const { verdict, report, tokens, modelMs } = each;
  // What is in the files now matters more than what was proposed.
  const own = acceptedText(accepted, each.revision.number);
  if (!verdict) return [running ? l10n.t('testing…') : l10n.t('not tested')];
  return [
    ...(own === undefined ? [] : [own]),
    ...(isUnproven(each) ? [l10n.t('unproven')] : []),
    verdictText(verdict),
    ...(tokens > 0 ? [tokensText(tokens)] : []),
    ...costOfRevision(state, each),
    secondsText(modelMs + (report?.durationMs ?? 0)),
    strategyText(each),
    ...kinship(state, each),
  ];
}

function costOfRevision(state: SessionState, each: RevisionState): readonly string[] {
  const { tokens, outputTokens } = each;
  const price = tokens > 0 ? priceOf(state.model) : undefined;
  if (price === undefined) return [];
  return [costText(costOf(price, { inputTokens: tokens - outputTokens, outputTokens }))];
}

/** Where it stands in the tree, when it does not just follow the one before it. */
function kinship(state: SessionState, { revision, action }: RevisionState): readonly string[] {
  const { number, parent } = revision;
  if (action === 'minimise') return [];
  const [sibling] = alternativesOf(state, number).filter((other) => other < number);
  if (sibling !== undefined) return [l10n.t('alternative to revision {0}', sibling)];
  const before = state.revisions.findLast((each) => each.revision.number < number);
  if (parent === 0 || parent === before?.revision.number) return [];
  return [l10n.t('from revision {0}', parent)];
}

function tooltipOf(state: SessionState, { verdict, revision }: RevisionState): string {
  const marks = verdict
    ? verdictMarks(verdict).map((mark) => `${SIGNS[mark.state]} ${mark.text}`)
    : [];
  const red = (verdict?.stillRed ?? []).map((id) => l10n.t('still red: {0}', id));
  const broken = (verdict?.regressions ?? []).map((id) => l10n.t('broken: {0}', id));
  return [
    ...marks,
    ...red.slice(0, MAX_NAMES),
    ...broken.slice(0, MAX_NAMES),
    ...(verdict?.testsWeakened ?? []),
    ...alternativesText(state, revision.number),
    '',
    revision.explanation,
  ]
    .join('\n')
    .trim();
}

function alternativesText(state: SessionState, number: number): readonly string[] {
  const others = alternativesOf(state, number);
  return others.length === 0 ? [] : [l10n.t('Alternatives: revision {0}', others.join(', '))];
}

/** Whether passing says little: only a check of our own decides, or other changes pass the same tests. */
function isUnproven({ verdict, revision }: RevisionState): boolean {
  return verdict?.unproven === true || (revision.rivals ?? 0) > 0;
}

function iconOf(each: RevisionState): RowIcon {
  const { verdict } = each;
  if (!verdict) return { icon: 'git-commit' };
  if (isFullyGreen(verdict)) return isUnproven(each) ? UNPROVEN : PASSED;
  return verdict.fixed > 0 && verdict.regressions.length === 0 ? PARTLY : FAILED;
}

const SIGNS = { good: '✓', bad: '✗', unknown: '?' } as const;
/** Names of tests in a tooltip: more than these hides the rest. */
const MAX_NAMES = 5;

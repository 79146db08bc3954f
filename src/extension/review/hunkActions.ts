import { l10n } from '../host/l10n';
import type { ReviewHunk } from './fileReview';

/** Something that can be done with a hunk, wherever it is offered. */
export interface HunkAction {
  readonly title: string;
  /** A codicon's name. */
  readonly icon: string;
  readonly command: string;
  readonly tooltip: string;
}

/** What can be done with a hunk, in the order in which it is offered; a conflict says whose lines each choice keeps. */
export function hunkActions({ conflict, effect }: ReviewHunk): readonly HunkAction[] {
  return conflict ? [TAKE_PROPOSAL, KEEP_MINE, WHY] : [acceptOf(effect), REJECT, WHY];
}

function acceptOf(effect: ReviewHunk['effect']): HunkAction {
  const accept = { icon: 'check', command: 'fixpoint.acceptHunk' };
  switch (effect) {
    case 'edit':
      return { ...accept, title: l10n.t('Accept'), tooltip: l10n.t('Put this hunk into the file') };
    case 'create':
      return { ...accept, title: l10n.t('Accept'), tooltip: l10n.t('Create this file') };
    case 'delete': {
      const title = l10n.t('Accept: delete this file');
      return { ...accept, title, tooltip: l10n.t('Delete this file') };
    }
  }
}

const TAKE_PROPOSAL: HunkAction = {
  title: l10n.t('Take Proposal'),
  icon: 'check',
  command: 'fixpoint.takeProposal',
  tooltip: l10n.t('Replace your lines by the proposed ones'),
};
const KEEP_MINE: HunkAction = {
  title: l10n.t('Keep Mine'),
  icon: 'discard',
  command: 'fixpoint.keepMine',
  tooltip: l10n.t('Keep your lines and drop this hunk of the proposal'),
};
const REJECT: HunkAction = {
  title: l10n.t('Reject'),
  icon: 'discard',
  command: 'fixpoint.rejectHunk',
  tooltip: l10n.t('Drop this hunk of the proposal'),
};
const WHY: HunkAction = {
  title: l10n.t('Why'),
  icon: 'comment',
  command: 'fixpoint.why',
  tooltip: l10n.t('Show the reason, and reply to it'),
};

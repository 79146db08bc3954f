import { reviewHunks, type FileReview, type ReviewHunk } from '../review/fileReview';
import { hunkDiff } from '../review/hunkDiff';
import {
  filesOf,
  hunkKey,
  pendingChoices,
  type ReviewPart,
  type ReviewSet,
} from '../review/reviewSet';
import { countOf } from '../sessions/verdictText';
import type { Row } from './row';
import { l10n } from '../host/l10n';

/** The rows of one part of a revision: its files, in the order of the revision. */
export function fileRows(set: ReviewSet, part: ReviewPart): readonly Row[] {
  return filesOf(set, part).map((file) => fileRow(set, file));
}

/** The row that holds a revision's edits of tests that need a consent of their own; none when there are none. */
export function testGroupRows(set: ReviewSet, warnings: readonly string[]): readonly Row[] {
  const files = filesOf(set, 'tests');
  if (files.length === 0) return [];
  const { session, revision } = set;
  const isPending = pendingChoices(set, 'tests').length > 0;
  const row: Row = {
    id: `${session}/${String(revision)}/tests`,
    label: l10n.t('Edits of tests (need your consent)'),
    description: isPending
      ? countOf(files.length, l10n.t('1 file'), l10n.t('{0} files', files.length))
      : l10n.t('decided'),
    tooltip: [NOT_JUDGED, ...warnings].join('\n'),
    icon: 'warning',
    colour: 'list.warningForeground',
    context: isPending ? 'tests pending' : 'tests decided',
    target: { kind: 'tests', session, revision },
    opens: 'expanded',
  };
  return [row];
}

/** The rows of a file's undecided hunks, in the order of lines. */
export function hunkRows(set: ReviewSet, path: string): readonly Row[] {
  const file = set.files.find((each) => each.path === path);
  return file ? reviewHunks(file).map((hunk, index) => hunkRow(set, file, { hunk, index })) : [];
}

function fileRow(set: ReviewSet, file: FileReview): Row {
  const { session, revision } = set;
  const hunks = reviewHunks(file);
  const slash = file.path.lastIndexOf('/');
  const folder = slash < 0 ? [] : [file.path.slice(0, slash)];
  const marks = file.test === 'with-fix' ? [l10n.t('edits a test')] : [];
  return {
    id: `${session}/${String(revision)}/${file.path}`,
    label: file.path.slice(slash + 1),
    description: [...folder, ...marks, stateOf(file, hunks)].join(' · '),
    tooltip: file.test !== undefined ? `${file.path}\n${NOT_JUDGED}` : file.path,
    file: file.path,
    context: hunks.length > 0 ? 'file pending' : 'file decided',
    target: { kind: 'file', session, revision, path: file.path },
    opens: hunks.length > 0 ? 'expanded' : 'never',
  };
}

function stateOf(file: FileReview, hunks: readonly ReviewHunk[]): string {
  const conflicts = hunks.filter((hunk) => hunk.conflict).length;
  if (conflicts > 0)
    return countOf(
      conflicts,
      l10n.t('1 conflict with your changes'),
      l10n.t('{0} conflicts with your changes', conflicts),
    );
  switch (hunks[0]?.effect) {
    case 'create':
      return l10n.t('new file');
    case 'delete':
      return l10n.t('to be deleted');
    case 'edit':
      return countOf(hunks.length, l10n.t('1 hunk'), l10n.t('{0} hunks', hunks.length));
    case undefined:
      return file.real === null && file.proposal !== null
        ? l10n.t('deleted meanwhile')
        : decided(file);
  }
}

function decided({ accepted, rejected }: FileReview): string {
  const counts = [
    ...(accepted > 0 ? [l10n.t('{0} accepted', accepted)] : []),
    ...(rejected > 0 ? [l10n.t('{0} rejected', rejected)] : []),
  ];
  // A file that is as proposed already, without anybody's decision, has neither.
  return counts.length > 0 ? counts.join(', ') : l10n.t('decided');
}

function hunkRow(
  { session, revision }: ReviewSet,
  { path }: FileReview,
  { hunk, index }: { readonly hunk: ReviewHunk; readonly index: number },
): Row {
  return {
    id: `${session}/${String(revision)}/${path}/${String(index)}`,
    label: `${String(hunk.newStart + 1)}: ${firstChangedLine(hunk)}`,
    description: sizeOf(hunk),
    tooltip: tooltipOf(hunk),
    ...(hunk.conflict
      ? { icon: 'warning', colour: 'list.warningForeground' }
      : HUNK_ICONS[kindOf(hunk)]),
    context: hunk.conflict ? 'hunk conflict' : 'hunk',
    target: { kind: 'hunk', session, revision, path, hunk: hunkKey(hunk) },
    opens: 'never',
  };
}

function firstChangedLine({ newLines, oldLines }: ReviewHunk): string {
  const lines = newLines.length > 0 ? newLines : oldLines;
  return (lines.find((line) => line.trim() !== '') ?? '').trim();
}

function sizeOf({ oldLines, newLines, conflict }: ReviewHunk): string {
  const size = `+${String(newLines.length)} −${String(oldLines.length)}`;
  return conflict ? l10n.t('{0} · you changed these lines', size) : size;
}

function tooltipOf(hunk: ReviewHunk): string {
  const diff = hunkDiff(hunk, MAX_PREVIEW_LINES);
  return hunk.conflict
    ? `${l10n.t('You changed these lines too. Yours are kept until you decide.')}\n\n${diff}`
    : diff;
}

function kindOf({ oldLines, newLines }: ReviewHunk): keyof typeof HUNK_ICONS {
  if (oldLines.length === 0) return 'added';
  return newLines.length === 0 ? 'removed' : 'modified';
}

const NOT_JUDGED = l10n.t(
  'No test run judged this: the revision was tested with the tests as they were.',
);
const MAX_PREVIEW_LINES = 20;
const HUNK_ICONS = {
  added: { icon: 'diff-added', colour: 'gitDecoration.addedResourceForeground' },
  removed: { icon: 'diff-removed', colour: 'gitDecoration.deletedResourceForeground' },
  modified: { icon: 'diff-modified', colour: 'gitDecoration.modifiedResourceForeground' },
} as const;

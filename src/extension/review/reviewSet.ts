import { digestOf } from './digest';
import { reviewHunks, type FileReview, type ReviewHunk } from './fileReview';
import { l10n } from '../host/l10n';

/** One revision of one session under review. */
export interface ReviewSet {
  readonly session: string;
  readonly revision: number;
  /** The workspace folder, as a URI in text. */
  readonly root: string;
  readonly files: readonly FileReview[];
}

/** Hunks of one file of a review. */
export interface HunkChoice {
  readonly file: FileReview;
  readonly hunks: readonly ReviewHunk[];
}

/** What is decided together: one file, or the fix, or the edits of tests that need a consent of their own. */
export type ReviewPart = 'fix' | 'tests' | { readonly path: string };

/** The files of one part of a review, in the order of the review. */
export function filesOf(set: ReviewSet, part: ReviewPart): readonly FileReview[] {
  return set.files.filter((file) =>
    typeof part === 'string' ? partOf(file) === part : file.path === part.path,
  );
}

/** The part that a file belongs to. */
export function partOf({ test }: FileReview): 'fix' | 'tests' {
  return test === 'apart' ? 'tests' : 'fix';
}

/** What names a review among the open ones. */
export function reviewKey({ session, revision }: Pick<ReviewSet, 'session' | 'revision'>): string {
  return `${session}/${String(revision)}`;
}

/** What names a hunk by its content and place, so that a click on an outdated hunk finds nothing. */
export function hunkKey(hunk: ReviewHunk): string {
  const { effect, oldStart, oldLines, newStart, newLines } = hunk;
  return digestOf(JSON.stringify([effect, oldStart, oldLines, newStart, newLines]));
}

/** The review with one file replaced: that of the same path, or of another one that it had before. */
export function withFile(set: ReviewSet, file: FileReview, path = file.path): ReviewSet {
  return { ...set, files: set.files.map((each) => (each.path === path ? file : each)) };
}

/** The files that still have undecided hunks, with these; of one part when it is given. */
export function pendingChoices(set: ReviewSet, part?: ReviewPart): readonly HunkChoice[] {
  const files = part === undefined ? set.files : filesOf(set, part);
  return files
    .map((file) => ({ file, hunks: reviewHunks(file) }))
    .filter(({ hunks }) => hunks.length > 0);
}

/**
 * The next or previous file with undecided hunks in the same part of the review, going round at the ends; the same file
 * when it is the only one.
 */
export function neighbourChoice(
  set: ReviewSet,
  file: FileReview,
  forward: boolean,
): HunkChoice | undefined {
  const paths = filesOf(set, partOf(file)).map(({ path }) => path);
  const place = paths.indexOf(file.path);
  const ahead = [...paths.slice(place + 1), ...paths.slice(0, place + 1)];
  const behind = [...paths.slice(place), ...paths.slice(0, place)].reverse();
  const choices = pendingChoices(set, partOf(file));
  return (forward ? ahead : behind)
    .map((path) => choices.find((each) => each.file.path === path))
    .find((each) => each !== undefined);
}

/** The choices without conflicts: what may be accepted without asking about each. */
export function withoutConflicts(choices: readonly HunkChoice[]): readonly HunkChoice[] {
  return choices
    .map(({ file, hunks }) => ({ file, hunks: hunks.filter((hunk) => !hunk.conflict) }))
    .filter(({ hunks }) => hunks.length > 0);
}

/** The number of hunks in all choices. */
export function countHunks(choices: readonly HunkChoice[]): number {
  return choices.reduce((sum, { hunks }) => sum + hunks.length, 0);
}

/** A sentence for the end of a review, after a decision in one part of it; undefined while hunks are undecided there. */
export function decidedSentence(set: ReviewSet, part: 'fix' | 'tests' = 'fix'): string | undefined {
  if (pendingChoices(set, part).length > 0) return undefined;
  const isWhole = pendingChoices(set).length === 0;
  if (part === 'tests' && !isWhole) return undefined;
  const sum = (count: (file: FileReview) => number): number =>
    set.files.reduce((total, file) => total + count(file), 0);
  const values = [set.revision, sum((file) => file.accepted), sum((file) => file.rejected)];
  return isWhole
    ? l10n.t('Revision {0}: every hunk is decided ({1} accepted, {2} rejected).', ...values)
    : l10n.t(
        'Revision {0}: the fix is decided, the edits of tests are not ({1} accepted, {2} rejected).',
        ...values,
      );
}

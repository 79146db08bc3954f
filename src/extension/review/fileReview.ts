import type { Hunk } from '../../core/revisions/fileEdit';
import { applyHunks, diffTexts, invertHunks } from '../../core/revisions/hunks';
import { splitLines } from '../../core/revisions/lines';
import { carryOver, type LineRange } from './carryOver';
import { digestOf } from './digest';

/** One file under review: the real file on the left, what is proposed for it on the right. Texts are `plainText`. */
export interface FileReview {
  /** Relative to the workspace folder, with `/`. */
  readonly path: string;
  /** Only of tests: whether their edit goes with the fix, or apart from it and needs a consent of its own. */
  readonly test?: 'with-fix' | 'apart';
  /** What the proposal was made against; null: no such file. */
  readonly base: string | null;
  /** What is proposed against `base`; null: the file shall be deleted, or not be created. */
  readonly proposal: string | null;
  /** The file as it is now, unsaved changes included; null: absent. */
  readonly real: string | null;
  /** The right side: the proposal on top of the real file. */
  readonly shown: string;
  readonly conflicts: readonly LineRange[];
  /** Digests of hunks that were conflicts when others were decided: they stay so, though `base` has moved on. */
  readonly disputed?: readonly string[];
  /** Hunks accepted and rejected so far; undo and redo are followed. */
  readonly accepted: number;
  readonly rejected: number;
  /** The real file before and after each accept, so that undo and redo are told from other changes. */
  readonly known: readonly CountedText[];
  /** The right side before and after each reject, for the same reason. */
  readonly knownShown: readonly CountedText[];
}

/** A text of one side, told by its digest, with the hunks that had been decided on that side by then. */
interface CountedText {
  readonly digest: string;
  readonly count: number;
}

/** A hunk from the real file to what is shown. */
export interface ReviewHunk extends Hunk {
  readonly effect: 'edit' | 'create' | 'delete';
  /** The developer changed the same lines since the proposal was made. */
  readonly conflict: boolean;
}

/** Starts the review of one file. */
export function beginFileReview(
  texts: Pick<FileReview, 'path' | 'test' | 'base' | 'proposal' | 'real'>,
): FileReview {
  const undecided = { accepted: 0, rejected: 0, known: [], knownShown: [] };
  return withRight({ ...texts, ...undecided, shown: '', conflicts: [] });
}

/** What is still to be decided, in the order of lines, always computed from the two texts. */
export function reviewHunks(review: FileReview): readonly ReviewHunk[] {
  const known = hunksOfReview.get(review);
  if (known) return known;
  const hunks = computeHunks(review);
  hunksOfReview.set(review, hunks);
  return hunks;
}

/** A review never changes, so many views of a long file can share one comparison of its texts. */
const hunksOfReview = new WeakMap<FileReview, readonly ReviewHunk[]>();

function computeHunks(review: FileReview): readonly ReviewHunk[] {
  const { base, proposal, real, shown } = review;
  if (real === null) {
    // A file that was deleted since then is not brought back.
    return proposal === null || base !== null
      ? []
      : [wholeFile('create', { before: '', after: shown, conflict: false })];
  }
  if (proposal === null) {
    return base === null
      ? []
      : [wholeFile('delete', { before: real, after: '', conflict: review.conflicts.length > 0 })];
  }
  const { conflicts, disputed = [] } = review;
  return diffTexts(real, shown).map((hunk) => ({
    ...hunk,
    effect: 'edit',
    conflict:
      conflicts.some((range) => touches(hunk, range)) ||
      (disputed.length > 0 && disputed.includes(contentDigest(hunk))),
  }));
}

/** The real file after accepting these hunks of it; null when that deletes it, undefined when they don't fit. */
export function acceptedText(
  review: FileReview,
  hunks: readonly ReviewHunk[],
): string | null | undefined {
  switch (hunks[0]?.effect) {
    case undefined:
      return review.real;
    case 'create':
      return review.real === null ? review.shown : undefined;
    case 'delete':
      return null;
    case 'edit':
      return applyHunks(review.real ?? '', hunks);
  }
}

/** The review with these hunks taken back on the right; the real file plays no part in it. */
export function rejectHunks(review: FileReview, hunks: readonly ReviewHunk[]): FileReview {
  if (hunks[0] === undefined) return review;
  const after = withoutHunks(review, hunks);
  const rejected = review.rejected + hunks.length;
  const knownShown = withCounts(review.knownShown, [
    { digest: digestOf(review.shown), count: review.rejected },
    { digest: digestOf(after.shown), count: rejected },
  ]);
  return { ...after, rejected, knownShown };
}

/** The review after the right side was edited. */
export function withShown(review: FileReview, shown: string): FileReview {
  if (shown === review.shown) return review;
  const rejected = countAt(review.knownShown, shown) ?? review.rejected;
  const moved = { base: review.real, proposal: shown, disputed: disputedIn(review) };
  return withRight({ ...review, rejected, ...moved });
}

/** The review that will take `after` for the result of accepting `count` hunks, and the text before it for its undoing. */
export function expecting(review: FileReview, after: string | null, count: number): FileReview {
  const { real, accepted } = review;
  const known = withCounts(review.known, [
    { digest: digestOf(real), count: accepted },
    { digest: digestOf(after), count: accepted + count },
  ]);
  return { ...review, known, disputed: disputedIn(review) };
}

/** The review after the real file changed, by an accept, its undoing, or anybody's typing. */
export function withReal(review: FileReview, real: string | null): FileReview {
  if (real === review.real) return review;
  const accepted = countAt(review.known, real);
  if (accepted === undefined) return withRight({ ...review, real });
  const proposal = review.proposal === null ? null : review.shown;
  return withRight({ ...review, accepted, base: real, real, proposal });
}

function disputedIn(review: FileReview): readonly string[] {
  const { disputed = [] } = review;
  if (review.conflicts.length === 0) return disputed;
  const now = reviewHunks(review).filter(({ conflict }) => conflict);
  return [...new Set([...disputed, ...now.map(contentDigest)])];
}

function contentDigest({ oldLines, newLines }: Hunk): string {
  return digestOf(JSON.stringify([oldLines, newLines]));
}

function withoutHunks(review: FileReview, hunks: readonly ReviewHunk[]): FileReview {
  if (hunks[0]?.effect !== 'edit') {
    return withRight({ ...review, base: review.real, proposal: review.real });
  }
  return withShown(review, applyHunks(review.shown, invertHunks(hunks)) ?? review.shown);
}

function withCounts(
  known: readonly CountedText[],
  more: readonly CountedText[],
): readonly CountedText[] {
  return [...new Map([...known, ...more].map((each) => [each.digest, each])).values()];
}

function countAt(known: readonly CountedText[], wanted: string | null): number | undefined {
  const digest = digestOf(wanted);
  return known.find((each) => each.digest === digest)?.count;
}

function withRight(review: FileReview): FileReview {
  const { text, conflicts } = carryOver({
    base: review.base ?? '',
    real: review.real ?? '',
    proposal: review.proposal ?? '',
  });
  return { ...review, shown: text, conflicts };
}

function wholeFile(
  effect: 'create' | 'delete',
  { before, after, conflict }: { before: string; after: string; conflict: boolean },
): ReviewHunk {
  const oldLines = splitLines(before);
  const newLines = splitLines(after);
  return { oldStart: 0, oldLines, newStart: 0, newLines, effect, conflict };
}

function touches(hunk: Hunk, range: LineRange): boolean {
  return hunk.newStart <= range.end && range.start <= hunk.newStart + hunk.newLines.length;
}

import { describe, expect, test } from 'vitest';
import {
  acceptedText,
  beginFileReview,
  expecting,
  rejectHunks,
  reviewHunks,
  withReal,
  withShown,
  type FileReview,
  type ReviewHunk,
} from '../../../../src/extension/review/fileReview';

const base = 'a\nb\nc\nd\ne\n';
const proposal = 'a\nB\nc\nd\nE\n';

function review(real: string | null = base): FileReview {
  return beginFileReview({ path: 'src/a.ts', base, proposal, real });
}

/** Hunks drawn as `2:b→B`, with `!` for a conflict. */
function picture(of: FileReview): string[] {
  return reviewHunks(of).map(({ newStart, oldLines, newLines, conflict }) => {
    const text = (lines: readonly string[]): string => lines.join('').replaceAll('\n', ' ').trim();
    return `${String(newStart + 1)}:${text(oldLines)}→${text(newLines)}${conflict ? '!' : ''}`;
  });
}

function hunk(of: FileReview, index: number): ReviewHunk {
  const found = reviewHunks(of)[index];
  if (!found) throw new Error(`No hunk ${String(index)}`);
  return found;
}

/** What the editor does: announces the accept, then the real file becomes its result. */
function acceptInEditor(of: FileReview, hunks: readonly ReviewHunk[]): FileReview {
  const after = acceptedText(of, hunks);
  if (after === undefined) throw new Error('The hunks do not fit');
  return withReal(expecting(of, after, hunks.length), after);
}

describe('the review of one file', () => {
  test('has the hunks between the real file and the proposal', () => {
    expect(picture(review())).toEqual(['2:b→B', '5:e→E']);
  });

  test('accepting a hunk moves only its lines to the real file, and the hunk is gone', () => {
    const before = review();
    const after = acceptInEditor(before, [hunk(before, 1)]);
    expect(after.real).toBe('a\nb\nc\nd\nE\n');
    expect(after.shown).toBe(proposal);
    expect(picture(after)).toEqual(['2:b→B']);
  });

  test('fault 77: rejecting a hunk changes only the right side', () => {
    const before = review();
    const after = rejectHunks(before, [hunk(before, 0)]);
    expect(after.real).toBe(base);
    expect(after.shown).toBe('a\nb\nc\nd\nE\n');
    expect(picture(after)).toEqual(['5:e→E']);
  });

  test('undoing an accept brings its hunk back, and redoing takes it away again', () => {
    const before = review();
    const accepted = acceptInEditor(before, [hunk(before, 0)]);
    const undone = withReal(accepted, base);
    expect(picture(undone)).toEqual(['2:b→B', '5:e→E']);
    expect(picture(withReal(undone, accepted.real))).toEqual(['5:e→E']);
  });

  test('counts what is accepted and rejected, and follows undo and redo', () => {
    const before = review();
    const accepted = acceptInEditor(before, [hunk(before, 0)]);
    const both = rejectHunks(accepted, [hunk(accepted, 0)]);
    const undone = withReal(both, base);
    const counts = ({ accepted, rejected }: FileReview): string =>
      `${String(accepted)} ${String(rejected)}`;
    expect([before, accepted, both, undone, withReal(undone, accepted.real)].map(counts)).toEqual([
      '0 0',
      '1 0',
      '1 1',
      '0 1',
      '1 1',
    ]);
    expect(counts(withShown(both, accepted.shown))).toBe('1 0');
  });

  test('fault 78: typing after an accept leaves the count, and so does undoing the typing', () => {
    const before = review();
    const accepted = acceptInEditor(before, [hunk(before, 0)]);
    const typed = withReal(accepted, 'new\na\nB\nc\nd\ne\n');
    const more = acceptInEditor(typed, [hunk(typed, 0)]);
    expect(more.accepted).toBe(2);
    expect(withReal(more, typed.real).accepted).toBe(1);
    expect(withReal(withReal(more, typed.real), accepted.real).accepted).toBe(1);
    expect(withReal(withReal(more, typed.real), base).accepted).toBe(0);
  });

  test('undoing an accept does not bring back what was rejected since', () => {
    const before = review();
    const accepted = acceptInEditor(before, [hunk(before, 0)]);
    const rejected = rejectHunks(accepted, [hunk(accepted, 0)]);
    expect(picture(rejected)).toEqual([]);
    expect(picture(withReal(rejected, base))).toEqual(['2:b→B']);
  });

  test('fault 71: typing elsewhere in the real file becomes no hunk', () => {
    const typed = withReal(review(), 'new\na\nb\nc\nd\ne\n');
    expect(typed.shown).toBe('new\na\nB\nc\nd\nE\n');
    expect(picture(typed)).toEqual(['3:b→B', '6:e→E']);
  });

  test('fault 72: typing inside a proposed hunk makes it a conflict, until it is undone', () => {
    const typed = withReal(review(), 'a\nmine\nc\nd\ne\n');
    expect(picture(typed)).toEqual(['2:mine→B!', '5:e→E']);
    expect(picture(withReal(typed, base))).toEqual(['2:b→B', '5:e→E']);
  });

  test('a conflict stays one when another hunk is accepted or rejected, and after typing elsewhere', () => {
    const typed = withReal(review(), 'a\nmine\nc\nd\ne\n');
    const accepted = acceptInEditor(typed, [hunk(typed, 1)]);
    expect(picture(accepted)).toEqual(['2:mine→B!']);
    expect(picture(withReal(accepted, `new\n${accepted.real ?? ''}`))).toEqual(['3:mine→B!']);
    expect(picture(rejectHunks(typed, [hunk(typed, 1)]))).toEqual(['2:mine→B!']);
  });

  test('what is typed into a hunk after an accept is a conflict until it is undone, as is a file that was gone', () => {
    const before = review();
    const accepted = acceptInEditor(before, [hunk(before, 0)]);
    const typed = withReal(accepted, 'a\nB\nc\nd\nmine\n');
    expect(picture(typed)).toEqual(['5:mine→E!']);
    expect(picture(withReal(typed, accepted.real))).toEqual(['5:e→E']);
    expect(picture(withReal(withReal(accepted, null), accepted.real))).toEqual(['5:e→E']);
  });

  test('undoing the accept of a conflict brings it back as one', () => {
    const typed = withReal(review(), 'a\nmine\nc\nd\ne\n');
    const taken = acceptInEditor(typed, [hunk(typed, 0)]);
    expect(picture(taken)).toEqual(['5:e→E']);
    const undone = withReal(taken, typed.real);
    expect(picture(undone)).toEqual(['2:mine→B!', '5:e→E']);
    expect(picture(withReal(undone, taken.real))).toEqual(['5:e→E']);
  });

  test('a conflict that was rejected is one again when the rejecting is undone', () => {
    const typed = withReal(review(), 'a\nmine\nc\nd\ne\n');
    const kept = rejectHunks(typed, [hunk(typed, 0)]);
    expect(picture(withShown(kept, typed.shown))).toEqual(['2:mine→B!', '5:e→E']);
  });

  test('rejecting a conflict keeps the typed lines', () => {
    const typed = withReal(review(), 'a\nmine\nc\nd\ne\n');
    const after = rejectHunks(typed, [hunk(typed, 0)]);
    expect(after.shown).toBe('a\nmine\nc\nd\nE\n');
    expect(picture(after)).toEqual(['5:e→E']);
  });

  test('an edit of the proposal becomes part of its hunks', () => {
    const edited = withShown(review(), 'a\nbetter\nc\nd\nE\n');
    expect(picture(edited)).toEqual(['2:b→better', '5:e→E']);
    expect(picture(withReal(edited, 'x\na\nb\nc\nd\ne\n'))).toEqual(['3:b→better', '6:e→E']);
  });

  test('fault 75: a revision opened after an older one was accepted shows where they differ as a conflict', () => {
    const opened = review('a\nolder\nc\nd\nE\n');
    expect(picture(opened)).toEqual(['2:older→B!']);
  });

  test('fault 74: a hunk that no longer fits the real file is refused', () => {
    const before = review();
    const stale = hunk(before, 0);
    expect(acceptedText({ ...before, real: 'a\nx\nc\n' }, [stale])).toBeUndefined();
  });
});

describe('the review of a new file', () => {
  const created = beginFileReview({ path: 'new.ts', base: null, proposal: 'x\n', real: null });

  test('is one hunk that creates it', () => {
    expect(reviewHunks(created)).toMatchObject([{ effect: 'create', newLines: ['x\n'] }]);
    const after = acceptInEditor(created, reviewHunks(created));
    expect(after.real).toBe('x\n');
    expect(reviewHunks(after)).toEqual([]);
    expect(reviewHunks(withReal(after, null))).toHaveLength(1);
  });

  test('is gone after a reject', () => {
    expect(reviewHunks(rejectHunks(created, reviewHunks(created)))).toEqual([]);
  });

  test('can be empty', () => {
    const empty = beginFileReview({ path: 'e', base: null, proposal: '', real: null });
    expect(acceptedText(empty, reviewHunks(empty))).toBe('');
  });

  test('is a conflict, not a creation, when the file exists by now', () => {
    expect(picture(withReal(created, 'mine\n'))).toEqual(['1:mine→x!']);
  });
});

describe('the review of a deleted file', () => {
  const deleted = beginFileReview({ path: 'old.ts', base, proposal: null, real: base });

  test('is one hunk that deletes it', () => {
    expect(reviewHunks(deleted)).toMatchObject([{ effect: 'delete', conflict: false }]);
    const after = acceptInEditor(deleted, reviewHunks(deleted));
    expect(after.real).toBeNull();
    expect(reviewHunks(after)).toEqual([]);
    expect(reviewHunks(withReal(after, base))).toMatchObject([{ effect: 'delete' }]);
  });

  test('keeps the file after a reject', () => {
    const after = rejectHunks(deleted, reviewHunks(deleted));
    expect(after.shown).toBe(base);
    expect(reviewHunks(after)).toEqual([]);
  });

  test('is a conflict when the file has changed', () => {
    expect(reviewHunks(withReal(deleted, 'mine\n'))).toMatchObject([{ conflict: true }]);
  });
});

test('a file that was deleted meanwhile is not brought back', () => {
  expect(reviewHunks(review(null))).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import {
  beginFileReview,
  rejectHunks,
  withReal,
  type FileReview,
} from '../../../../src/extension/review/fileReview';
import {
  countHunks,
  decidedSentence,
  hunkKey,
  neighbourChoice,
  pendingChoices,
  withFile,
  withoutConflicts,
  type ReviewPart,
  type ReviewSet,
} from '../../../../src/extension/review/reviewSet';

const base = 'a\nb\nc\nd\n';
const changed = beginFileReview({ path: 'a.ts', base, proposal: 'A\nb\nc\nD\n', real: base });
const same = beginFileReview({ path: 'b.ts', base, proposal: base, real: base });
const set: ReviewSet = {
  session: 's',
  revision: 2,
  root: 'file:///w',
  files: [changed, same],
};

describe('a review of several files', () => {
  test('pending are only files with undecided hunks', () => {
    expect(pendingChoices(set).map(({ file }) => file.path)).toEqual(['a.ts']);
    expect(countHunks(pendingChoices(set))).toBe(2);
  });

  test('accepting many leaves conflicts out', () => {
    const typed = withFile(set, withReal(changed, 'mine\nb\nc\nd\n'));
    const clear = withoutConflicts(pendingChoices(typed));
    expect(clear.flatMap(({ hunks }) => hunks.map((hunk) => hunk.newLines))).toEqual([['D\n']]);
  });

  test('says that all is decided only when it is', () => {
    expect(decidedSentence(set)).toBeUndefined();
    const [choice] = pendingChoices(set);
    const after = withFile(set, rejectHunks(changed, choice?.hunks ?? []));
    expect(decidedSentence(withFile(after, { ...same, accepted: 1 }))).toBe(
      'Revision 2: every hunk is decided (1 accepted, 2 rejected).',
    );
  });

  test('a renamed file takes the place of the one it was', () => {
    const renamed = withFile(set, { ...changed, path: 'z.ts' }, 'a.ts');
    expect(renamed.files.map(({ path }) => path)).toEqual(['z.ts', 'b.ts']);
  });

  test('the key of a hunk changes with its place and its lines', () => {
    const keys = (real: string): string[] =>
      pendingChoices(withFile(set, withReal(changed, real)))[0]?.hunks.map(hunkKey) ?? [];
    expect(keys(base)).toEqual(keys(base));
    expect(keys(`x\n${base}`)[1]).not.toBe(keys(base)[1]);
  });

  test('edits of tests that need a consent of their own are no part of the fix', () => {
    const edited = { path: 'a.test.ts', base, proposal: 'b\n', real: base } as const;
    const apart = { ...set, files: [changed, beginFileReview({ ...edited, test: 'apart' })] };
    const paths = (part?: ReviewPart): readonly string[] =>
      pendingChoices(apart, part).map(({ file }) => file.path);
    expect([paths('fix'), paths('tests'), paths()]).toEqual([
      ['a.ts'],
      ['a.test.ts'],
      ['a.ts', 'a.test.ts'],
    ]);
    const together = withFile(apart, beginFileReview({ ...edited, test: 'with-fix' }));
    expect(pendingChoices(together, 'fix')).toHaveLength(2);
  });

  test('next and previous go through the files with undecided hunks, round at the ends', () => {
    const files = ['a.ts', 'b.ts', 'c.ts'].map((path) => ({ ...changed, path }));
    const [first = changed, second = changed, third = changed] = files;
    const pathAfter = (all: ReviewSet, file: FileReview, forward: boolean): string | undefined =>
      neighbourChoice(all, file, forward)?.file.path;
    const three = { ...set, files };
    expect(files.map((file) => pathAfter(three, file, true))).toEqual(['b.ts', 'c.ts', 'a.ts']);
    expect(files.map((file) => pathAfter(three, file, false))).toEqual(['c.ts', 'a.ts', 'b.ts']);
    const decided = { ...set, files: [first, { ...same, path: second.path }, third] };
    expect(pathAfter(decided, first, true)).toBe('c.ts');
    expect(pathAfter({ ...set, files: [first, same] }, first, false)).toBe('a.ts');
  });

  test('says that the fix is decided while edits of tests wait', () => {
    const test = { path: 'a.test.ts', base, proposal: 'b\n', real: base, test: 'apart' } as const;
    const waiting = { ...set, files: [{ ...same, accepted: 1 }, beginFileReview(test)] };
    expect(decidedSentence(waiting, 'fix')).toBe(
      'Revision 2: the fix is decided, the edits of tests are not (1 accepted, 0 rejected).',
    );
    const open = { ...set, files: [changed, beginFileReview({ ...test, real: 'b\n' })] };
    expect(decidedSentence(open, 'tests')).toBeUndefined();
  });
});

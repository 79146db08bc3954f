import { expect, test } from 'vitest';
import { massDeletionsIn } from '../../../../src/core/guards/massDeletion';
import type { FileEdit } from '../../../../src/core/revisions/fileEdit';
import { fileEditBetween } from '../../../../src/core/revisions/applyRevision';

const LONG = Array.from({ length: 50 }, (_, at) => `line ${String(at)}\n`).join('');
const HALF = LONG.slice(0, LONG.indexOf('line 30\n'));
const FEW = LONG.slice(0, LONG.indexOf('line 5\n'));

/** Said of the files `a`, `b` … before and after. */
function said(...changes: readonly (readonly [string, string | null])[]): readonly string[] {
  const paths = ['a', 'b', 'c', 'd'];
  const edits = changes.flatMap(([before, after], at): readonly FileEdit[] => {
    const edit = fileEditBetween(paths[at] ?? '', before, after);
    return edit === undefined ? [] : [edit];
  });
  return massDeletionsIn(edits, (path) => changes[paths.indexOf(path)]?.[1]);
}

test('fault 18: most of a file, a long file and many files are much to delete', () => {
  expect(said([LONG, FEW])).toEqual(['a: 45 of 50 lines are deleted']);
  expect(said([LONG, null])).toEqual(['a: 50 of 50 lines are deleted']);
  expect(said(['1\n', null], ['2\n', null], ['3\n', null])).toEqual([
    '3 files are deleted: a, b, c',
  ]);
});

test('part of a file, a short file and a rewritten one are not', () => {
  expect(said([LONG, HALF], [FEW, ''], ['1\n', null], [LONG, LONG.toUpperCase()])).toEqual([]);
});

import { expect, test } from 'vitest';
import { fileEditBetween } from '../../../../src/core/revisions/applyRevision';
import type { FileEdit } from '../../../../src/core/revisions/fileEdit';
import { namedHunks } from '../../../../src/core/revisions/hunkSet';
import { alteredHunks, hunkAt } from '../../../../src/core/revisions/keepHunks';

const BASE = 'a1\nb1\nc1\nd1\ne1\nf1\ng1\n';
const PARENT = 'a2\nb1\nc1\nd2\nd3\ne1\nf1\n';

function editsOf(before: string | null, after: string | null): readonly FileEdit[] {
  const edit = fileEditBetween('x.js', before, after);
  return edit === undefined ? [] : [edit];
}

/** The kept hunks of a parent, and a child's text of the one file. */
function inheritance(child: string | null | undefined, lines: readonly number[], parent = PARENT) {
  return {
    parent: { files: editsOf(BASE, parent) },
    childTexts: new Map(child === undefined ? [] : [['x.js', child]]),
    kept: lines.map((line) => ({ path: 'x.js', line })),
    read: () => Promise.resolve<string | undefined>(BASE),
  };
}

async function altered(
  child: string | null | undefined,
  lines = [4, 8],
): Promise<readonly number[]> {
  return (await alteredHunks(inheritance(child, lines))).map(({ line }) => line);
}

test('A18: with a fault in hunk 1 of 3, what a child changes of hunks 2 and 3 is seen', async () => {
  const files = editsOf(BASE, PARENT);
  expect(namedHunks(files).map(({ name }) => name.line)).toEqual([1, 4, 8]);
  const faulty = hunkAt(files, { file: 'x.js', line: 1 });
  expect(faulty?.name.line).toBe(1);
  const child = 'a3\na4\nb1\nc1\nd2 // touched\nd3\ne1\nf1\ng1\n';
  expect(await altered(child)).toEqual([4, 8]);
});

test('A18: a child that only changes the faulty hunk and what lies between is left as it is', async () => {
  const child = 'a3\nb1\nmore();\nc1\nd2\nd3\ne1\nf1\n';
  expect(await altered(child)).toEqual([]);
});

test.each([
  ['undoes it', 'a2\nb1\nc1\nd1\ne1\nf1\n', [4]],
  ['changes one of its lines', 'a2\nb1\nc1\nd2\nd4\ne1\nf1\n', [4]],
  ['writes between its lines', 'a2\nb1\nc1\nd2\nnew\nd3\ne1\nf1\n', [4]],
  ['changes only its line ends', 'a2\nb1\nc1\nd2\r\nd3\ne1\nf1\n', [4]],
  ['puts back what it removed', 'a2\nb1\nc1\nd2\nd3\ne1\nf1\ng1\n', [8]],
  ['is the baseline again', undefined, [4, 8]],
  ['deletes the file', null, [4, 8]],
])('A58: a locked hunk is altered by a child that %s', async (_, child, expected) => {
  expect(await altered(child)).toEqual(expected);
});

test.each([
  ['before', 'a2\nb1\nc1\nnew\nd2\nd3\ne1\nf1\n'],
  ['after', 'a2\nb1\nc1\nd2\nd3\nnew\ne1\nf1\n'],
  ['where it removed lines', 'a2\nb1\nc1\nd2\nd3\ne1\nf1\nnew\n'],
])('A58: a locked hunk is intact when new lines come right %s', async (_, child) => {
  expect(await altered(child)).toEqual([]);
});

test('A58: hunks that are not kept may be altered', async () => {
  expect(await altered('a2\nb1\nc1\nd1\ne1\nf1\n', [8])).toEqual([]);
});

test('created and deleted files are kept whole', async () => {
  const read = (): Promise<string | undefined> => Promise.resolve(undefined);
  const files = editsOf(null, 'x\ny\n');
  const asked = { parent: { files }, kept: [{ path: 'x.js', line: 1 }], read };
  expect(await alteredHunks({ ...asked, childTexts: new Map() })).toHaveLength(1);
  const deleted = {
    parent: { files: editsOf(BASE, null) },
    kept: [{ path: 'x.js', line: 1 }],
    read: () => Promise.resolve<string | undefined>(BASE),
  };
  expect(await alteredHunks({ ...deleted, childTexts: new Map([['x.js', null]]) })).toEqual([]);
});

test('a line belongs to the hunk whose new lines hold it, and to none elsewhere', () => {
  const files = editsOf(BASE, PARENT);
  const at = (line: number, file = 'x.js') => hunkAt(files, { file, line })?.name.line;
  expect([1, 2, 3, 4, 5, 6, 7, 8].map((line) => at(line))).toEqual([
    1,
    undefined,
    undefined,
    4,
    4,
    undefined,
    undefined,
    undefined,
  ]);
  expect(at(1, 'other.js')).toBeUndefined();
});

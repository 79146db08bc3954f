import { expect, test } from 'vitest';
import { fileEditBetween, textsOf } from '../../../../src/core/revisions/applyRevision';
import type { FileEdit } from '../../../../src/core/revisions/fileEdit';
import { filesWithout, namedHunks } from '../../../../src/core/revisions/hunkSet';

const before: Readonly<Record<string, string>> = {
  'a.js': 'one\ntwo\nthree\nfour\nfive\n',
  'gone.js': 'old\n',
};
const after: Readonly<Record<string, string | null>> = {
  'a.js': 'ONE\none more\ntwo\nfour\nFIVE\n',
  'empty.js': '',
  'gone.js': null,
  'new.js': 'x\ny\n',
};
const files = Object.entries(after).flatMap(([path, text]): readonly FileEdit[] => {
  const edit = fileEditBetween(path, before[path] ?? null, text);
  return edit === undefined ? [] : [edit];
});

function read(path: string): Promise<string | undefined> {
  return Promise.resolve(before[path]);
}

test('each hunk is named by its first new line; a created or deleted file is one hunk', () => {
  expect(namedHunks(files).map(({ name, kind }) => `${kind} ${name.path}:${name.line}`)).toEqual([
    'modify a.js:1',
    'modify a.js:4',
    'modify a.js:5',
    'create empty.js:1',
    'delete gone.js:1',
    'create new.js:1',
  ]);
});

test('without one hunk the others are placed anew and still fit the baseline', async () => {
  const kept = filesWithout(files, [{ path: 'a.js', line: 1 }]);
  expect((await textsOf(kept, read)).get('a.js')).toBe('one\ntwo\nfour\nFIVE\n');
  expect(
    namedHunks(kept)
      .filter(({ path }) => path === 'a.js')
      .map(({ name }) => name.line),
  ).toEqual([3, 4]);
});

test.each([
  ['a created file', 'new.js'],
  ['an empty created file', 'empty.js'],
  ['a deleted file', 'gone.js'],
])('without its hunk %s is left out', (_, path) => {
  const kept = filesWithout(files, [{ path, line: 1 }]);
  expect(kept.map((file) => file.path)).toEqual(Object.keys(after).filter((each) => each !== path));
});

test('a file that loses all hunks is left out; names that are unknown change nothing', () => {
  const own = namedHunks(files).filter(({ path }) => path === 'a.js');
  const kept = filesWithout(
    files,
    own.map(({ name }) => name),
  );
  expect(kept.map(({ path }) => path)).toEqual(['empty.js', 'gone.js', 'new.js']);
  expect(filesWithout(files, [{ path: 'a.js', line: 2 }])).toEqual(files);
});

test('any choice of hunks gives the text with just these changes', async () => {
  const hunks = namedHunks(files).filter(({ path }) => path === 'a.js');
  const parts = [
    ['one\n', 'ONE\none more\n'],
    ['three\n', ''],
    ['five\n', 'FIVE\n'],
  ] as const;
  for (let choice = 0; choice < 8; choice++) {
    const isKept = (index: number): boolean => (choice & (1 << index)) > 0;
    const [first, second, third] = parts.map((part, index) => part[isKept(index) ? 1 : 0]);
    const dropped = hunks.filter((_, index) => !isKept(index)).map(({ name }) => name);
    const texts = await textsOf(filesWithout(files, dropped), read);
    expect(texts.get('a.js') ?? before['a.js']).toBe(
      `${first ?? ''}two\n${second ?? ''}four\n${third ?? ''}`,
    );
  }
});

import { describe, expect, test } from 'vitest';
import { applyHunks, diffTexts, invertHunks } from '../../../../src/core/revisions/hunks';

/** A small seeded generator (mulberry32), so that a failure can be repeated. */
function randomSource(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function randomText(random: () => number): string {
  const pieces = ['a', 'b', 'c', '\n', '\r\n', '\r', '', '\uFEFF', 'é', '😀'];
  return Array.from(
    { length: Math.floor(random() * 30) },
    () => pieces[Math.floor(random() * pieces.length)],
  ).join('');
}

describe('hunks', () => {
  test('are the runs of lines that differ, without context', () => {
    expect(diffTexts('a\nb\nc\nd\n', 'a\nB\nc\nd\ne\n')).toEqual([
      { oldStart: 1, oldLines: ['b\n'], newStart: 1, newLines: ['B\n'] },
      { oldStart: 4, oldLines: [], newStart: 4, newLines: ['e\n'] },
    ]);
  });

  test('notice a missing final newline and a changed line terminator', () => {
    expect(diffTexts('a\n', 'a')).toHaveLength(1);
    expect(diffTexts('a\r\n', 'a\n')).toHaveLength(1);
  });

  test('do not apply to a text that has changed at their place', () => {
    const hunks = diffTexts('a\nb\n', 'a\nc\n');
    expect(applyHunks('a\nX\n', hunks)).toBeUndefined();
  });

  test('applied give the new text, and inverted the old one, for any two texts', () => {
    const random = randomSource(7);
    for (let round = 0; round < 500; round++) {
      const [before, after] = [randomText(random), randomText(random)];
      const hunks = diffTexts(before, after);
      expect(applyHunks(before, hunks)).toBe(after);
      expect(applyHunks(after, invertHunks(hunks))).toBe(before);
    }
  });

  test('fault 86: are made and applied in a file of hundreds of thousands of lines', () => {
    const lines = Array.from({ length: 300_000 }, (_, at) => `line ${String(at)}\n`);
    const before = lines.join('');
    const after = [...lines.slice(0, 250_000), ...lines.map((line) => `+ ${line}`)].join('');
    const hunks = diffTexts(before, after);
    expect(applyHunks(before, hunks)).toBe(after);
    expect(applyHunks(after, invertHunks(hunks))).toBe(before);
  });
});

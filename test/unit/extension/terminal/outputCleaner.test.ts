import { expect, test } from 'vitest';
import { OutputCleaner } from '../../../../src/extension/terminal/outputCleaner';

const ESC = '\u001b';

function clean(...pieces: readonly string[]): string {
  const cleaner = new OutputCleaner();
  return pieces.map((piece) => cleaner.clean(piece)).join('');
}

test('text, tabs and colours stay', () => {
  const text = `${ESC}[31mred${ESC}[0m\t${ESC}[38;5;9m✓ é${ESC}[39m`;
  expect(clean(text)).toBe(text);
});

test('line ends become those of a terminal, once', () => {
  expect(clean('a\nb\r\nc')).toBe('a\r\nb\r\nc');
});

test('titles, links and clipboard writes go', () => {
  expect(clean(`${ESC}]0;title\u0007a`)).toBe('a');
  expect(clean(`${ESC}]52;c;aGk=${ESC}\\b`)).toBe('b');
  expect(clean(`${ESC}]8;;http://x${ESC}\\link${ESC}]8;;${ESC}\\`)).toBe('link');
});

test('moves of the cursor, resets and 8-bit escapes go', () => {
  expect(clean(`${ESC}[2J${ESC}[1;1Ha${ESC}cb${ESC}(B\u009b31mc\u0007`)).toBe('ab31mc');
});

test('a sequence may be split anywhere', () => {
  const text = `x${ESC}]8;;http://x${ESC}\\y${ESC}[31mz${ESC}[2Kw`;
  for (let cut = 1; cut < text.length; cut++) {
    expect(clean(text.slice(0, cut), text.slice(cut))).toBe(`xy${ESC}[31mzw`);
  }
});

test('a string without an end swallows what belongs to it and keeps memory bounded', () => {
  const cleaner = new OutputCleaner();
  const shown = Array.from({ length: 20 }, () => cleaner.clean(`${ESC}]0;` + 'x'.repeat(5000)));
  expect(shown.join('')).not.toContain(ESC);
  expect(JSON.stringify(cleaner).length).toBeLessThan(5200);
});

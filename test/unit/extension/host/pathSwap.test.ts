import { expect, test } from 'vitest';
import { PathSwap } from '../../../../src/extension/host/pathSwap';

function swapped(pieces: readonly string[]): string {
  const swap = new PathSwap('/cache/trees/1/shop', '/home/shop');
  return pieces.map((piece) => swap.next(piece)).join('') + swap.end();
}

test('a path is written for another, however the text is cut', () => {
  const text = 'at total (/cache/trees/1/shop/src/cart.js:5:21)\nat /cache/trees/1/shop';
  const wanted = 'at total (/home/shop/src/cart.js:5:21)\nat /home/shop';
  expect(swapped([text])).toBe(wanted);
  expect(swapped(text.split(''))).toBe(wanted);
  for (let cut = 1; cut < text.length; cut++) {
    expect(swapped([text.slice(0, cut), text.slice(cut)])).toBe(wanted);
  }
});

test('what only begins like the path stays as it is', () => {
  const text = 'open /cache/trees/2/shop and /cache/';
  expect(swapped(text.split(''))).toBe(text);
});

test('text is held back no longer than it may be the path', () => {
  const swap = new PathSwap('/cache/trees', '/home');
  expect(swap.next('ok 1 - adds\n')).toBe('ok 1 - adds\n');
  expect(swap.next('see /ca')).toBe('see ');
  expect(swap.next('t')).toBe('/cat');
});

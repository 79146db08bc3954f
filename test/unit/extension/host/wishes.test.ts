import { expect, test } from 'vitest';
import { Wishes } from '../../../../src/extension/host/wishes';

function fresh(kept: Readonly<Record<string, unknown>> = {}): Wishes {
  const memory = new Map(Object.entries(kept));
  return new Wishes({
    get: (key) => memory.get(key),
    update: (key, value) => {
      memory.set(key, value);
      return Promise.resolve();
    },
  });
}

test('the next repair is told what always holds, and once what was meant for it', async () => {
  const wishes = fresh();
  await wishes.addOnce('Mind the cents.');
  await wishes.addAlways('Keep the API.');
  expect(wishes.forNextSession).toEqual(['Keep the API.', 'Mind the cents.']);
  await wishes.spend(wishes.forNextSession);
  expect(wishes.forNextSession).toEqual(['Keep the API.']);
});

test('a hint that comes while a repair runs is kept for the one after it', async () => {
  const wishes = fresh();
  await wishes.addOnce('first');
  const used = wishes.forNextSession;
  await wishes.addOnce('second');
  await wishes.spend(used);
  expect(wishes.forNextSession).toEqual(['second']);
});

test('constraints are edited in place, and an empty text or one that is there already removes them', async () => {
  const wishes = fresh();
  for (const text of ['a', 'b', 'c', 'a']) await wishes.addAlways(text);
  await wishes.replaceAlways('b', 'B');
  expect(wishes.always).toEqual(['a', 'B', 'c']);
  await wishes.replaceAlways('a', 'c');
  expect(wishes.always).toEqual(['c', 'B']);
  await wishes.replaceAlways('c', '');
  expect(wishes.always).toEqual(['B']);
});

test('what is kept in another shape is left out', () => {
  expect(fresh({ constraints: 'x', hints: [1, 'two'] }).forNextSession).toEqual(['two']);
});

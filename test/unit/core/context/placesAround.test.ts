import { expect, test } from 'vitest';
import { mergePlaces } from '../../../../src/core/context/mergePlaces';
import { placesAround } from '../../../../src/core/context/placesAround';
import { createSourceMap } from '../../../../src/core/context/sourceMap';
import { syntax } from '../../../support/parseSource';
import { stillClock } from '../../../support/stillClock';

const CODE = `START = 1

def half(n):
    return n / 2

def twice(n):
    m = n
    return m + m
`;
const sources = createSourceMap({
  paths: new Set(['a.py']),
  read: (path) => Promise.resolve(path === 'a.py' ? CODE : undefined),
  syntax,
  clock: stillClock,
});
const lines = new Map([
  [
    'a.py',
    new Map([
      [1, 1],
      [4, 0.2],
      [7, 0.5],
      [8, 0.9],
    ]),
  ],
  ['gone.py', new Map([[1, 1]])],
]);

test('functions are as suspicious as the strongest of their lines', async () => {
  const found = await placesAround({ lines, trust: 0.5, reason: 'run' }, sources);
  expect(found.map(({ name, suspiciousness }) => [name, suspiciousness])).toEqual([
    ['twice', 0.45],
    ['half', 0.1],
  ]);
});

test('a place that several things speak for has the strongest first, and all reasons', async () => {
  const run = await placesAround({ lines, trust: 0.5, reason: 'run' }, sources);
  const changed = await placesAround({ lines, trust: 1, reason: 'changed' }, sources);
  const [first] = mergePlaces([...run, ...changed, ...run]);
  expect(first).toMatchObject({ name: 'twice', suspiciousness: 0.9, reason: 'changed, run' });
  expect(mergePlaces([...run, ...changed])).toHaveLength(2);
});

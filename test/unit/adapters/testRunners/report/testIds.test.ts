import { describe, expect, test } from 'vitest';
import type { RawTest } from '../../../../../src/adapters/testRunners/report/runnerEvents';
import { runnableNames, testIds } from '../../../../../src/adapters/testRunners/report/testIds';

const paths = {
  relative: (file: string) => file.replace('/tree/', ''),
  frames: () => [],
  shorten: (text: string) => text,
};

function ids(tests: readonly RawTest[]): readonly string[] {
  return tests.map(testIds(tests, paths));
}

function raw(name: string, ...suite: readonly string[]): RawTest {
  return { file: '/tree/a.test.js', name, suite };
}

describe('testIds', () => {
  test('joins file, suites and name, and marks subtests and repeated names', () => {
    expect(ids([raw('x', 's'), raw('x', 's'), raw('sub', 'parent'), raw('parent')])).toEqual([
      'a.test.js > s > x',
      'a.test.js > s > x #2',
      'a.test.js > parent >> sub',
      'a.test.js > parent',
    ]);
  });

  test('keeps the ids of runners that have some', () => {
    expect(ids([{ ...raw('x'), id: 'a.py::x' }])).toEqual(['a.py::x']);
  });
});

describe('runnableNames', () => {
  test('leads to the test that holds a subtest', () => {
    expect(runnableNames('a.js > s > p >> q >> r', ['s', 'p', 'q', 'r'], 'a.js')).toEqual([
      's',
      'p',
    ]);
    expect(runnableNames('a.js > s > p', ['s', 'p'], 'a.js')).toEqual(['s', 'p']);
  });
});

import { describe, expect, test } from 'vitest';
import { parseTap } from '../../../../../src/adapters/testRunners/report/tap';
import { readTap } from '../../../../../src/adapters/testRunners/report/tapEvents';

/** Recorded from ava 7.0.0. */
const AVA = `TAP version 13
ok 1 - is skipped # SKIP
not ok 2 - is still to do # TODO
not ok 3 - adds numbers
  ---
    name: AssertionError
    assertion: t.is()
    details:
      'Difference (- actual, + expected):': |-
        - -1
        + 5
    message: ''
    at: >-
      ExecutionContext.is
      (file:///project/node_modules/ava/lib/assert.js:309:16)
  ...

1..3
# tests 2
`;

/** Recorded from tap 21.8.0. */
const TAP = `TAP version 14
1..1
# Subtest: tests/basic.test.js
    # Subtest: adds numbers
        not ok 1 - should be equal
          ---
          compare: ===
          at:
            fileName: tests/basic.test.js
            lineNumber: 9
            columnNumber: 5
            typeName: Test
          stack: |
            Test.<anonymous> (tests/basic.test.js:9:5)
          source: |
          
            t.test('adds numbers', async (t) => {
              t.equal(add(2, 3), 5);
            ----^
            });
          diff: |
            --- expected
            +++ actual
            @@ -1,1 +1,1 @@
            -5
            +-1
          ...
        
        1..1
    not ok 1 - adds numbers # time=28.628ms
    
    1..1
not ok 1 - tests/basic.test.js # time=102.069ms
  ---
  exitCode: 1
  signal: null
  ...
`;

describe('a TAP report', () => {
  test('has tests, directives and what its diagnostics say', () => {
    expect(readTap(AVA)).toMatchObject([
      { event: 'start' },
      { name: 'is skipped', status: 'skipped' },
      { name: 'is still to do', status: 'todo', problems: [] },
      {
        name: 'adds numbers',
        status: 'failed',
        problems: [{ kind: 'assert', name: 'AssertionError', expected: '5', actual: '-1' }],
      },
      { event: 'end' },
    ]);
  });

  test('has subtests with their durations', () => {
    expect(readTap(TAP)).toMatchObject([
      { event: 'start' },
      {
        suite: ['tests/basic.test.js', 'adds numbers'],
        name: 'should be equal',
        problems: [
          {
            expected: '5',
            actual: '-1',
            frames: [{ file: 'tests/basic.test.js', line: 9, column: 5 }],
          },
        ],
      },
      { event: 'end' },
    ]);
    expect(parseTap(TAP).points[0]?.children[0]?.durationMs).toBeCloseTo(28.628);
  });

  test('is not complete without its plan, with points missing or after a bail out', () => {
    for (const text of ['ok 1 - a\n', '1..2\nok 1 - a\n', '1..1\nok 1 - a\nBail out! no\n']) {
      expect(readTap(text).map(({ event }) => event)).toEqual(['start', 'test']);
    }
    expect(readTap('some words\n')).toEqual([]);
  });

  test('may have signs in names', () => {
    const [point] = parseTap('ok 1 - a \\# todo of C:\\\\x # SKIP later\n').points;
    expect(point).toMatchObject({ name: 'a # todo of C:\\x', directive: 'skip' });
  });
});

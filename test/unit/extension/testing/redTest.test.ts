import { describe, expect, test } from 'vitest';
import {
  afterChange,
  byLine,
  redTestsOf,
  type RedTest,
} from '../../../../src/extension/testing/redTest';
import { failedTest, problem, testReport, testResult } from '../../../support/reports';

const FOLDER = 'file:///shop';
const FILE = 'test/cart.test.ts';
const frames = [
  { file: 'src/cart.ts', line: 3 },
  { file: FILE, line: 8 },
];

describe('the red tests of a report', () => {
  test('lie from their first line to their failure, and name themselves in their file', () => {
    const red = { ...failedTest('adds', { frames }), suite: ['money'], line: 6 };
    const report = testReport([red, testResult('lists')]);
    expect(redTestsOf(report, FOLDER)).toEqual(
      new Map([
        [
          FILE,
          [
            {
              id: `${FILE} > adds`,
              folder: FOLDER,
              target: `${FILE}::money > adds`,
              name: 'money > adds',
              line: 5,
              lastLine: 7,
            },
          ],
        ],
      ]),
    );
  });

  test('lie at their failure when the runner does not say where they begin', () => {
    const report = testReport([failedTest('adds', { frames })]);
    expect(redTestsOf(report, FOLDER).get(FILE)).toMatchObject([{ line: 7, lastLine: 7 }]);
  });

  test('are left out when there is no place for them', () => {
    expect(redTestsOf(testReport([failedTest('adds')]), FOLDER).size).toBe(0);
  });

  test('a file that does not load is red where it says why', () => {
    const blocked = problem({ kind: 'load', blocks: [FILE], frames: [{ file: FILE, line: 2 }] });
    const report = testReport([], { loadErrors: [blocked] });
    expect(redTestsOf(report, FOLDER).get(FILE)).toMatchObject([{ target: FILE, line: 1 }]);
  });
});

test('red tests of one line stand together', () => {
  const rows = ['1', '2', '3'].map((row) => ({
    ...failedTest(`adds ${row}`, { frames }),
    line: 6,
  }));
  const other = { ...failedTest('lists', { frames }), line: 9 };
  const red = redTestsOf(testReport([...rows, other]), FOLDER).get(FILE) ?? [];
  expect(byLine(red).map((tests) => tests.map(({ name }) => name))).toEqual([
    ['adds 1', 'adds 2', 'adds 3'],
    ['lists'],
  ]);
});

describe('a red test in a file that changes', () => {
  const red: RedTest = { id: 'a', folder: FOLDER, target: 'a', name: 'a', line: 5, lastLine: 7 };
  const change = { start: 0, end: 0, wholeLines: true, newLineEnds: 0 };

  test.each([
    ['moves down with lines above it', { newLineEnds: 2 }, [7, 9]],
    ['moves up with lines above it', { end: 2 }, [3, 5]],
    ['stays when a line above it is edited', { start: 4, end: 4, wholeLines: false }, [5, 7]],
    ['moves with a line that is put right before it', { start: 5, end: 5, newLineEnds: 1 }, [6, 8]],
    ['moves when the line before it is taken away', { start: 4, end: 5 }, [4, 6]],
    ['grows with its body', { start: 6, end: 6, newLineEnds: 1 }, [5, 8]],
    ['shrinks with its body', { start: 6, end: 7 }, [5, 6]],
    ['stays when something below it changes', { start: 8, end: 9 }, [5, 7]],
  ])('%s', (_, fields, [line, lastLine]) => {
    expect(afterChange([red], { ...change, ...fields })).toEqual([{ ...red, line, lastLine }]);
  });

  test.each([
    ['its first line is edited', { start: 5, end: 5, wholeLines: false }],
    ['its first line is typed over from its start', { start: 5, end: 5, wholeLines: false }],
    ['it is deleted with what is around it', { start: 2, end: 9 }],
  ])('is forgotten when %s', (_, fields) => {
    expect(afterChange([red], { ...change, ...fields })).toEqual([]);
  });
});

import { expect, test } from 'vitest';
import { clusterFailures } from '../../../../src/core/feedback/clusters';
import { failureText } from '../../../../src/core/feedback/failureText';
import { redOf, titleOf } from '../../../../src/core/selection/targets';
import { failedTest, problem, testReport } from '../../../support/reports';

const frame = (name: string): { file: string; line: number; function: string } => ({
  file: 'src/cart.ts',
  line: 3,
  function: name,
});

test('failures with one error kind in one function are one cluster, led by the shortest', () => {
  const report = testReport([
    failedTest('adds many', { frames: [frame('total')], message: 'expected 300 to be 400' }),
    failedTest('adds', { frames: [frame('total')] }),
    failedTest('prints', { frames: [frame('print')] }),
    failedTest('throws', { frames: [frame('total')], kind: 'throw', name: 'TypeError' }),
  ]);
  const names = clusterFailures(redOf(report)).map(({ targets }) => targets.map(titleOf));
  expect(names).toEqual([['adds', 'adds many'], ['prints'], ['throws']]);
});

test('failed assertions at one line of a test are one cluster, those at two lines are two', () => {
  const at = (line: number) => ({ frames: [{ file: 'test/cart.test.ts', line }] });
  const report = testReport([
    failedTest('adds [1]', at(3)),
    failedTest('adds [2]', at(3)),
    failedTest('prints', at(9)),
  ]);
  const names = clusterFailures(redOf(report)).map(({ targets }) => targets.map(titleOf));
  expect(names).toEqual([['adds [1]', 'adds [2]'], ['prints']]);
});

test('what does not load comes first', () => {
  const report = testReport([failedTest('adds'), failedTest('prints')], {
    loadErrors: [
      problem({ kind: 'load', message: 'Unexpected token', blocks: ['test/x.test.ts'] }),
    ],
  });
  expect(clusterFailures(redOf(report))[0]?.targets[0].id).toBe('load error: test/x.test.ts');
});

test('a failure is told by title, message, values and frames, and long output is cut in the middle', () => {
  const [target] = redOf(
    testReport([
      failedTest('adds', { expected: '4', actual: 'x'.repeat(20_000), frames: [frame('total')] }),
    ]),
  );
  const text = target === undefined ? '' : failureText(target);
  expect(text).toMatch(
    /^adds\nexpected 3 to be 4\nexpected: 4\nactual: x+\n… 10000 characters left out …\n/,
  );
  expect(text).toMatch(/at src\/cart\.ts:3 total$/);
});

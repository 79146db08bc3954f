import { describe, expect, test } from 'vitest';
import { testTree, type TestNode } from '../../../../src/extension/testing/testTree';
import { failedTest, problem, testReport, testResult } from '../../../support/reports';

function drawn(nodes: readonly TestNode[], indent = ''): string {
  return nodes
    .map(({ key, line, result, problems, children }) => {
      const place = line === undefined ? '' : ` @${String(line)}`;
      const state = result?.status ?? (problems.length > 0 ? 'does not load' : '');
      return `${indent}${key}${place} ${state}`.trimEnd() + `\n${drawn(children, `${indent}  `)}`;
    })
    .join('');
}

describe('the tests of a report as a tree', () => {
  test('lie below their files and suites', () => {
    const report = testReport([
      testResult('adds', { suite: ['cart', 'sum'], line: 3 }),
      testResult('lists', { suite: ['cart'] }),
      { ...failedTest('lists'), file: 'test/a.test.ts' },
    ]);
    expect(drawn(testTree(report))).toMatchInlineSnapshot(`
      "test/a.test.ts
        lists failed
      test/cart.test.ts
        cart
          sum
            adds @2 passed
          lists passed
      "
    `);
  });

  test('tests of one name are kept apart, and a test holds its subtests', () => {
    const report = testReport([
      testResult('zero', { suite: ['adds'] }),
      testResult('adds'),
      testResult('twice'),
      testResult('twice', { status: 'skipped' }),
    ]);
    expect(drawn(testTree(report))).toMatchInlineSnapshot(`
      "test/cart.test.ts
        adds passed
          zero passed
        twice passed
        twice #2 skipped
      "
    `);
  });

  test('a file that does not load is there without tests', () => {
    const loadErrors = [problem({ kind: 'load', blocks: ['test/b.test.ts'] })];
    expect(drawn(testTree(testReport([], { loadErrors })))).toBe('test/b.test.ts does not load\n');
  });
});

import { expect, test } from 'vitest';
import { estimateTokens } from '../../../../src/core/prompting/estimateTokens';
import { inProcessModel } from '../../../support/inProcessModel';
import { problem, testReport, testResult } from '../../../support/reports';
import { solveInMemory } from '../../../support/solveInMemory';

/** The first request about a bug in one function may hold this many input tokens. */
const MAX_TOKENS = 600;

const files = {
  'src/intervals.ts': [
    "import { compare } from './compare';",
    '',
    '/** An interval of whole numbers, both ends included. */',
    'export interface Interval {',
    '  readonly from: number;',
    '  readonly to: number;',
    '}',
    '',
    '/** Joins intervals that touch or overlap, in ascending order. */',
    'export function merge(intervals: readonly Interval[]): Interval[] {',
    '  const sorted = [...intervals].sort((a, b) => compare(a.from, b.from));',
    '  const merged: Interval[] = [];',
    '  for (const next of sorted) {',
    '    const last = merged.at(-1);',
    '    if (last !== undefined && next.from < last.to) {',
    '      merged[merged.length - 1] = { from: last.from, to: next.to };',
    '    } else {',
    '      merged.push(next);',
    '    }',
    '  }',
    '  return merged;',
    '}',
    '',
    ...Array.from({ length: 300 }, (_, i) => `export const constant${String(i)} = ${String(i)};`),
  ].join('\n'),
  'src/compare.ts': 'export function compare(a: number, b: number): number {\n  return a - b;\n}\n',
  'test/intervals.test.ts': [
    "import { expect, test } from 'vitest';",
    "import { merge } from '../src/intervals';",
    '',
    "test('keeps the longer end when one interval holds the other', () => {",
    '  const merged = merge([{ from: 1, to: 9 }, { from: 2, to: 4 }]);',
    '  expect(merged).toEqual([{ from: 1, to: 9 }]);',
    '});',
  ].join('\n'),
};

const failing = testResult('keeps the longer end when one interval holds the other', {
  file: 'test/intervals.test.ts',
  line: 4,
  status: 'failed',
  problems: [
    problem({
      name: 'AssertionError',
      message: 'expected [ { from: 1, to: 4 } ] to deeply equal [ { from: 1, to: 9 } ]',
      expected: '[\n  {\n    "from": 1,\n    "to": 9,\n  },\n]',
      actual: '[\n  {\n    "from": 1,\n    "to": 4,\n  },\n]',
      frames: [{ file: 'test/intervals.test.ts', line: 6, column: 18 }],
    }),
  ],
});

test('the first request about a bug in one function is small, and holds what is needed', async () => {
  const model = inProcessModel('CONFLICT: enough seen');
  await solveInMemory({ files, tests: () => testReport([failing]), model });
  const messages = model.requests[0]?.messages ?? [];
  const prompt = messages.map(({ content }) => content).join('\n');
  expect(estimateTokens(prompt)).toBeLessThanOrEqual(MAX_TOKENS);
  expect(messages.at(-1)?.content).toMatchInlineSnapshot(`
    "Failing test:
    keeps the longer end when one interval holds the other
    AssertionError: expected [ { from: 1, to: 4 } ] to deeply equal [ { from: 1, to: 9 } ]
    expected: [
      {
        "from": 1,
        "to": 9,
      },
    ]
    actual: [
      {
        "from": 1,
        "to": 4,
      },
    ]
    at test/intervals.test.ts:6
    Test:
    test/intervals.test.ts:4-7
    \`\`\`
    import { expect, test } from 'vitest';
    import { merge } from '../src/intervals';
    test('keeps the longer end when one interval holds the other', () => {
      const merged = merge([{ from: 1, to: 9 }, { from: 2, to: 4 }]);
      expect(merged).toEqual([{ from: 1, to: 9 }]);
    });
    \`\`\`
    Code:
    src/intervals.ts:9-22
    \`\`\`
    import { compare } from './compare';
    /** Joins intervals that touch or overlap, in ascending order. */
    export function merge(intervals: readonly Interval[]): Interval[] {
      const sorted = [...intervals].sort((a, b) => compare(a.from, b.from));
      const merged: Interval[] = [];
      for (const next of sorted) {
        const last = merged.at(-1);
        if (last !== undefined && next.from < last.to) {
          merged[merged.length - 1] = { from: last.from, to: next.to };
        } else {
          merged.push(next);
        }
      }
      return merged;
    }
    \`\`\`
    Also there:
    src/compare.ts:1 export function compare(a: number, b: number): number {
    Before you answer, check your edit against the failing test."
  `);
});

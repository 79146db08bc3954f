import { expect, test } from 'vitest';

import { estimateTokens } from '../../../../src/core/prompting/estimateTokens';

/** Counted with the larger of the vocabularies cl100k and o200k. */
const COUNTED: readonly (readonly [string, number])[] = [
  ['The quick brown fox jumps over the lazy dog, and nobody was surprised by it at all.', 19],
  [
    'export function clamp(value: number, low: number, high: number): number {\n  return Math.min(Math.max(value, low), high);\n}\n',
    30,
  ],
  [
    'def mean(values):\n    total = 0\n    for value in values:\n        total += value\n    return total / len(values)\n',
    28,
  ],
  [
    'AssertionError: expected [ 1, 2, 3 ] to deeply equal [ 1, 2, 4 ]\n    at src/list.test.ts:14:25\n',
    38,
  ],
  ['{"name":"left-pad","version":"1.3.0","license":"WTFPL","files":["index.js","index.d.ts"]}', 30],
  [
    'const XMLHttpRequestFactory = createHTTPClientWithRetryPolicy(DEFAULT_MAX_RETRIES, requestTimeoutMs);\n',
    20,
  ],
];

test.each(COUNTED)('the estimate for %j is near the count of a tokenizer', (text, counted) => {
  const estimate = estimateTokens(text);
  expect(estimate).toBeGreaterThanOrEqual(0.9 * counted);
  expect(estimate).toBeLessThanOrEqual(1.5 * counted);
});

test('an empty text has no tokens, any other at least one', () => {
  expect(estimateTokens('')).toBe(0);
  expect(estimateTokens('.')).toBe(1);
});

test('a long text of one kind is estimated in linear time', () => {
  expect(estimateTokens('x'.repeat(300_000))).toBeGreaterThan(10_000);
  expect(estimateTokens('\n'.repeat(300_000))).toBeGreaterThan(0);
});

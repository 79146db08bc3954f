import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createUnsealer } from '../../../../../src/adapters/testRunners/report/reportSeal';

const KEY = 'a key';

/** The lines that a reporter with this key writes. */
function linesOf(texts: readonly string[], key = KEY): readonly string[] {
  let seal = '';
  return texts.map((text) => {
    seal = createHmac('sha256', key)
      .update(seal + text)
      .digest('hex');
    return `${seal} ${text}`;
  });
}

function opened(lines: readonly string[]): readonly (string | undefined)[] {
  return lines.map(createUnsealer(KEY));
}

describe('createUnsealer', () => {
  const [first = '', second = '', third = ''] = linesOf(['one', 'zwei ü', 'three']);

  test('opens what the reporter sealed, in its order', () => {
    expect(opened([first, second, third])).toEqual(['one', 'zwei ü', 'three']);
  });

  test('passes over lines of others, also copies of real ones', () => {
    const foreign = ['end', '', `${'0'.repeat(64)} end`, ...linesOf(['end'], 'guessed')];
    expect(opened([...foreign, first, ...foreign, first, second])).toEqual([
      ...foreign.map(() => undefined),
      'one',
      ...foreign.map(() => undefined),
      undefined,
      'zwei ü',
    ]);
  });

  test('opens nothing behind a line that was left out or changed', () => {
    expect(opened([first, third])).toEqual(['one', undefined]);
    expect(opened([first, second.replace('zwei', 'drei'), third])).toEqual([
      'one',
      undefined,
      undefined,
    ]);
  });
});

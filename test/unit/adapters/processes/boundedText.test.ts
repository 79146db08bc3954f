import { describe, expect, test } from 'vitest';
import { createBoundedText } from '../../../../src/adapters/processes/boundedText';

describe('BoundedText', () => {
  test('keeps a short text whole', () => {
    const text = createBoundedText(4, 4);
    text.add('abc');
    text.add('defgh');
    expect(text.read()).toBe('abcdefgh');
  });

  test('keeps both ends of a long one and counts what is missing', () => {
    const text = createBoundedText(4, 4);
    for (let n = 0; n < 10; n++) text.add('0123456789');
    expect(text.read()).toBe('0123\n[… 92 characters left out …]\n6789');
  });
});

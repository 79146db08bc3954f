import { describe, expect, test } from 'vitest';
import { mutationScope } from '../../../../src/core/mutation/mutationScope';
import { mutationsOf } from '../../../../src/core/mutation/mutationsOf';
import { mutantsOf } from '../../../support/mutants';
import { parseSource } from '../../../support/parseSource';
import { stillClock } from '../../../support/stillClock';

const PYTHON = `def clamp(value, low, high):
    if value < low:
        return low
    return min(value, high)


def other(value):
    return value + 1
`;

const SCRIPT = `export async function total(cart: Cart, rate = 1): Promise<number> {
  let sum = 0;
  for (const item of cart.items) {
    if (item.price > 0 && !item.free) {
      sum += item.price * rate;
    }
  }
  return sum;
}
`;

describe('mutations of a file', () => {
  test('lie within the rows asked for', async () => {
    const tree = await parseSource('a.py', PYTHON);
    const scope = await mutationScope(tree, stillClock);
    const mutations = await mutationsOf(scope, { startRow: 6, endRow: 7 }, stillClock);
    const first = PYTHON.indexOf('def other');
    expect(mutations.length).toBeGreaterThan(10);
    expect(mutations.filter(({ start }) => start < first)).toEqual([]);
  });

  test.each([
    ['a.py', PYTHON],
    ['a.ts', SCRIPT],
  ])('%s: every result differs from the file and from the others', async (file, text) => {
    const texts = (await mutantsOf(file, text)).map((mutant) => mutant.text);
    expect(texts).not.toContain(text);
    expect(new Set(texts).size).toBe(texts.length);
  });

  test.each([
    ['a.py', PYTHON],
    ['a.ts', SCRIPT],
  ])('%s: at least nine results in ten parse', async (file, text) => {
    const mutants = await mutantsOf(file, text);
    const trees = await Promise.all(mutants.map((mutant) => parseSource(file, mutant.text)));
    const parsed = trees.filter((tree) => !tree.hasError);
    expect(parsed.length).toBeGreaterThan(0.9 * mutants.length);
  });

  test('sentences end with a full stop and stay on one line', async () => {
    const sentences = (await mutantsOf('a.ts', SCRIPT)).map((mutant) => mutant.description);
    expect(sentences.filter((sentence) => !/^[A-Z][^\n]*\.$/.test(sentence))).toEqual([]);
  });

  test('names of types, imports and parameters stay as they are', async () => {
    const text = 'import { a } from "m";\nfunction f(b: B): C { return b; }\n';
    const texts = (await mutantsOf('a.ts', text)).map((mutant) => mutant.text);
    expect(texts.filter((mutant) => !mutant.includes('import { a } from "m";'))).toEqual([]);
    expect(texts.filter((mutant) => !mutant.includes('(b: B): C'))).toEqual([]);
  });

  test('Windows line ends are kept', async () => {
    const text = 'function f(list) {\r\n  return list[0];\r\n}\r\n';
    const texts = (await mutantsOf('a.js', text)).map((mutant) => mutant.text);
    expect(texts.filter((mutant) => /[^\r]\n/.test(mutant))).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { targetOf, type NamedItem } from '../../../../src/extension/testing/testTarget';

const RANGE = {};
const FILE = 'test/shop.test.js';

/** Items from the outermost to the innermost; the last one is given. */
function chain(...items: readonly NamedItem[]): NamedItem {
  const parent = items.length > 1 ? chain(...items.slice(0, -1)) : undefined;
  return { ...(items.at(-1) ?? { label: '' }), parent };
}

const project = { label: 'node', uri: 'file:///w' };
const folder = { label: 'test', uri: 'file:///w/test' };
const file = { label: 'shop.test.js', uri: 'file:///w/test/shop.test.js' };
const inFile = (label: string): NamedItem => ({ ...file, label, range: RANGE });

describe('what an item of the Testing view means', () => {
  test.each<[string, NamedItem, string]>([
    ['a file', chain(project, folder, file), FILE],
    ['a test', chain(project, file, inFile('adds')), `${FILE}::adds`],
    ['a suite', chain(file, inFile('money')), `${FILE}::money`],
    ['a test of a suite', chain(file, inFile('money'), inFile('adds')), `${FILE}::money > adds`],
    ['a test without its file above it', chain(project, inFile('adds')), `${FILE}::adds`],
    [
      'a test that leaves its file to what is above it',
      chain(file, { label: 'adds' }),
      `${FILE}::adds`,
    ],
    ['a suite that is called like its file', chain(file, inFile('shop')), `${FILE}::shop`],
    ['a table', chain(file, inFile('adds %i and $name to ${b}')), `${FILE}::adds * and * to *`],
    ['a row of a table', chain(file, inFile('adds'), inFile('[1-2]')), `${FILE}::adds[1-2]`],
  ])('%s', (_, item, target) => {
    expect(targetOf(item, FILE)).toBe(target);
  });

  test('a folder is itself', () => {
    expect(targetOf(chain(project, folder), 'test')).toBe('test');
  });
});

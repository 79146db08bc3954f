import { temporaryFolder } from '../../support/temporaryFolder';
import { writeFiles } from '../../support/writeFiles';

/** The faulty line of the project. */
export const FAULT = '  return price - price * discount;';
/** The line that makes the test pass. */
export const FIX = '  return Math.max(0, price - discount);';

/** A project outside the repository with one failing node:test; absolute path, removed when the test ends. */
export function cartProject(): string {
  const root = temporaryFolder();
  writeFiles(root, {
    'package.json': '{ "type": "module", "scripts": { "test": "node --test" } }\n',
    'src/price.js': `/** The price after the discount, never below zero. */\nexport function reduced(price, discount) {\n${FAULT}\n}\n`,
    'test/price.test.js': [
      "import assert from 'node:assert/strict';",
      "import { test } from 'node:test';",
      "import { reduced } from '../src/price.js';",
      "test('subtracts the discount', () => assert.equal(reduced(9, 2), 7));",
      "test('never goes below zero', () => assert.equal(reduced(1, 1), 0));",
      '',
    ].join('\n'),
  });
  return root;
}

import { afterEach, describe } from 'vitest';
import { areInstalled } from './installedRunners';
import { CART_TESTS, warmContract } from './warmContract';
import { disposeLoaded } from './warmProject';

const PATH = 'src/rechnung ä.js';
const FILES = {
  'package.json': '{ "private": true, "jest": { "setupFiles": ["./setup.js"] } }',
  'setup.js': 'globalThis.isSetUp = true;',
  [PATH]: `
const LIMIT = 11;
function add(a, b) { return a - b; }
class Cart {
  sum = 0;
  put(price) { this.sum += price; }
  total() { return this.sum; }
}
module.exports = { LIMIT, add, Cart };`,
  'test/cart.test.js': `const { LIMIT, add, Cart } = require('../src/rechnung ä');
${CART_TESTS}`,
  'test/other.test.js': `const { add } = require('../src/rechnung ä');
test('adds as well', () => expect(add(2, 2)).toBe(4));`,
};

afterEach(disposeLoaded);

describe.skipIf(!areInstalled('jest'))('loaded tests of jest', () => {
  warmContract({
    command: 'jest',
    packages: ['jest'],
    files: FILES,
    path: PATH,
    adds: 'test/cart.test.js > adds',
  });
});

import { afterEach, describe } from 'vitest';
import { areInstalled } from './installedRunners';
import { warmContract } from './warmContract';
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
test('adds', () => expect(add(1, 2)).toBe(3));
test('is small', async () => expect(await Promise.resolve(LIMIT)).toBe(10));
describe('a cart', () => {
  let cart;
  beforeEach(() => { cart = new Cart(); });
  it('is empty', () => expect(cart.total()).toBe(0));
  describe('with one thing', () => {
    beforeAll(() => { if (LIMIT === 12) throw new Error('no'); });
    beforeEach(() => cart.put(5));
    it.each([5, 6])('costs %i', (sum) => expect(cart.total()).toBe(sum));
    it.skip('is skipped', () => {});
    it.todo('is to do');
  });
});
test('is set up', () => expect(globalThis.isSetUp).toBe(true));
`,
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

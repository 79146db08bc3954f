import { afterEach, describe, expect, it } from 'vitest';
import { CART_TESTS, warmContract } from './warmContract';
import { disposeLoaded, warmProject } from './warmProject';

const PATH = 'src/rechnung ä.ts';
const FILES = {
  'package.json': '{ "private": true, "type": "module" }',
  'vitest.config.ts': `export default {
  test: { setupFiles: ['./setup.ts'], globals: true, exclude: ['old/**'] },
};`,
  'setup.ts': 'globalThis.isSetUp = true;',
  [PATH]: `
export const LIMIT: number = 11;
export function add(a: number, b: number): number { return a - b; }
class Cart {
  sum = 0;
  put(price: number) { this.sum += price; }
  total() { return this.sum; }
}
export { Cart };`,
  'test/cart.test.ts': `import { LIMIT, add, Cart } from '../src/rechnung ä';
${CART_TESTS}`,
  'test/other.test.ts': `import { add } from '../src/rechnung ä';
it('adds as well', () => expect(add(2, 2)).toBe(4));`,
};
const VITEST = { command: 'vitest run', packages: ['vitest'], files: FILES, path: PATH };

afterEach(disposeLoaded);

describe('loaded tests of vitest', () => {
  warmContract({ ...VITEST, adds: 'test/cart.test.ts > adds' });

  it('see changes in projects with a configuration of their own, too', async () => {
    const config = `export default {
  test: { projects: [{ test: { name: 'one', globals: true, setupFiles: ['./setup.ts'] } }] },
};`;
    const files = { ...FILES, 'vitest.config.ts': config };
    const made = await warmProject(VITEST.command, files, VITEST.packages);
    const good = { [PATH]: FILES[PATH].replace('a - b', 'a + b') };
    const passed = await made.ordinary(good);
    expect(passed).toContain('test/other.test.ts > adds as well');
    expect(await made.loaded(good)).toEqual({ kind: 'ended', passed });
  });
});

import { readdirSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { disposeLoaded, warmProject, type WarmProject } from './warmProject';

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
export class Cart {
  sum = 0;
  put(price: number) { this.sum += price; }
  total() { return this.sum; }
}`,
  'test/cart.test.ts': `import { LIMIT, add, Cart } from '../src/rechnung ä';
it('adds', () => expect(add(1, 2)).toBe(3));
it('is small', async () => expect(await Promise.resolve(LIMIT)).toBe(10));
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
it('is set up', () => expect(globalThis.isSetUp).toBe(true));
`,
  'test/other.test.ts': `import { add } from '../src/rechnung ä';
it('adds as well', () => expect(add(2, 2)).toBe(4));`,
};

function project(files: Readonly<Record<string, string>> = FILES): Promise<WarmProject> {
  return warmProject('vitest run', files, ['vitest']);
}

function mutate(from: string, to: string): Record<string, string> {
  expect(FILES[PATH]).toContain(from);
  return { [PATH]: FILES[PATH].replace(from, to) };
}

afterEach(disposeLoaded);

describe('loaded tests of vitest', () => {
  it('pass and fail as in a run of their own, in any order', async () => {
    const made = await project();
    const mutants = [
      {},
      mutate('a - b', 'a + b'),
      mutate('LIMIT: number = 11', 'LIMIT: number = 10'),
      mutate('LIMIT: number = 11', 'LIMIT: number = 12'),
      mutate('this.sum += price', 'this.sum = price + 1'),
      mutate('a - b', 'a -'),
      mutate('export const LIMIT', 'throw new Error("no"); export const LIMIT'),
      {},
    ];
    const ordinary = [];
    for (const mutant of mutants) ordinary.push(await made.ordinary(mutant));
    const loaded = [];
    for (const mutant of mutants) loaded.push(await made.loaded(mutant));
    expect(loaded).toEqual(ordinary.map((passed) => ({ kind: 'ended', passed })));
  });

  it('end when they loop for ever or leave, and are as before after that', async () => {
    const made = await project();
    const before = await made.loaded();
    const names = readdirSync(made.root, { recursive: true });
    const endless = mutate('return a - b', 'for (;;);');
    expect(await made.loaded(endless, 1_000)).toMatchObject({ kind: 'timed-out' });
    expect(await made.loaded()).toEqual(before);
    expect(readdirSync(made.root, { recursive: true })).toEqual(names);
  });

  it('tell apart what is tried at the same time', async () => {
    const made = await project();
    await made.loaded();
    const good = mutate('a - b', 'a + b');
    const both = await Promise.all(
      Array.from({ length: 6 }, (_, at) => made.loaded(at % 2 === 0 ? good : {})),
    );
    const isFixed = both.map(({ passed }) => passed.includes('test/cart.test.ts > adds'));
    expect(isFixed).toEqual(both.map((_, at) => at % 2 === 0));
  });

  it('see changes in projects with a configuration of their own, too', async () => {
    const made = await project({
      ...FILES,
      'vitest.config.ts': `export default {
  test: { projects: [{ test: { name: 'one', globals: true, setupFiles: ['./setup.ts'] } }] },
};`,
    });
    const good = mutate('a - b', 'a + b');
    const passed = await made.ordinary(good);
    expect(passed).toContain('test/other.test.ts > adds as well');
    expect(await made.loaded(good)).toEqual({ kind: 'ended', passed });
  });
});

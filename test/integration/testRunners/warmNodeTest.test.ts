import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { disposeLoaded, warmProject } from './warmProject';

const TESTS = `
test('adds', () => assert.equal(add(1, 2), 3));
test('is small', async () => assert.equal(await Promise.resolve(LIMIT), 10));
describe('a cart', () => {
  let cart;
  beforeEach(() => { cart = new Cart(); });
  it('is empty', () => assert.equal(cart.total(), 0));
  describe('with one thing', () => {
    beforeEach(() => cart.put(5));
    it('costs it', () => assert.equal(cart.total(), 5));
    it('costs it', () => assert.equal(cart.total(), 5));
    it.skip('is skipped', () => {});
    it.todo('is to do');
  });
});
test('with subtests', async (t) => {
  await t.test('first', () => assert.equal(add(1, 1), 2));
  await t.test('second', (_, done) => { setTimeout(done, 1); });
});
test('waits for ever', { skip: false }, () => seen === 1 ? Promise.resolve() : new Promise(() => {}));
`;
const SOURCE = `
const LIMIT = 11;
const seen = (globalThis.seen ?? 0) + 1;
function add(a, b) { return a - b; }
class Cart {
  sum = 0;
  put(price) { this.sum += price; }
  total() { return this.sum; }
}
`;
const KINDS = {
  CommonJS: {
    'src/rechnung ä.js': `${SOURCE}module.exports = { LIMIT, seen, add, Cart };`,
    'test/cart.test.js': `const test = require('node:test'); const assert = require('node:assert');
const { describe, it, beforeEach } = test;
const { LIMIT, seen, add, Cart } = require('../src/rechnung ä.js');${TESTS}`,
  },
  ESM: {
    'package.json': '{ "private": true, "type": "module" }',
    'src/rechnung ä.js': `${SOURCE}export { LIMIT, seen, add, Cart };`,
    'test/cart.test.js': `import test, { describe, it, beforeEach } from 'node:test';
import assert from 'node:assert'; import { LIMIT, seen, add, Cart } from '../src/rechnung ä.js';${TESTS}`,
  },
};
const PATH = 'src/rechnung ä.js';

afterEach(disposeLoaded);

describe.each(Object.entries(KINDS))('loaded tests of node:test in %s', (_, files) => {
  const mutate = (from: string, to: string): Record<string, string> => {
    expect(files[PATH]).toContain(from);
    return { [PATH]: files[PATH].replace(from, to) };
  };

  it('pass and fail as in a run of their own, in any order', async () => {
    const project = await warmProject('node --test', files);
    const mutants = [
      {},
      mutate('a - b', 'a + b'),
      mutate('LIMIT = 11', 'LIMIT = 10'),
      mutate('this.sum += price', 'this.sum = price - 1'),
      mutate('sum = 0', 'sum = null'),
      mutate('const seen', 'Array.prototype.map = 1; const seen'),
      mutate('a - b', 'a -'),
      mutate('const seen', 'throw new Error("no"); const seen'),
      mutate('return a - b', 'console.log("{}\\n".repeat(1000)); return a + b'),
      mutate('return a - b', 'Promise.reject(new Error("no")); return a + b'),
      {},
    ];
    const ordinary = [];
    for (const mutant of mutants) ordinary.push(await project.ordinary(mutant));
    const loaded = [];
    for (const mutant of mutants) loaded.push(await project.loaded(mutant));
    expect(loaded).toEqual(ordinary.map((passed) => ({ kind: 'ended', passed })));
    expect(ordinary[0]).toContain('test/cart.test.js > a cart > with one thing > costs it #2');
    expect(ordinary[1]).toContain('test/cart.test.js > with subtests >> first');
  });

  it('end when they loop for ever or leave, and are as before after that', async () => {
    const project = await warmProject('node --test', files);
    const before = await project.loaded();
    const names = readdirSync(project.root, { recursive: true });
    expect(await project.loaded(mutate('return a - b', 'for (;;);'), 300)).toMatchObject({
      kind: 'timed-out',
    });
    const left = await project.loaded(mutate('return a - b', 'process.exit(0)'));
    expect(left.passed).not.toContain('test/cart.test.js > adds');
    const flood = mutate(
      'return a - b',
      'const all = []; for (;;) all.push(new Array(1e5).fill(a))',
    );
    expect((await project.loaded(flood)).passed).not.toContain('test/cart.test.js > adds');
    expect(await project.loaded()).toEqual(before);
    expect(readdirSync(project.root, { recursive: true })).toEqual(names);
  });

  it('tell what expressions come to in the scope of a file', async () => {
    const project = await warmProject('node --test', files);
    const warm = await project.warm();
    const valuesOf = async (changes: Record<string, string>, ...expressions: string[]) => {
      const request = { changes: new Map(Object.entries(changes)), path: PATH, expressions };
      const { signal } = new AbortController();
      const values = await warm.evaluate?.({ ...request, timeoutMs: 2_000 }, signal);
      return values?.map(({ kind, text }) => `${kind} ${text}`);
    };
    const asked = [
      'add(1, 2)',
      '{ a: [LIMIT] }',
      'Promise.resolve(1)',
      'gone',
      '1 +',
      'new Cart()',
    ];
    expect(await valuesOf({}, ...asked)).toEqual([
      ...['value -1', 'value { a: [ 11 ] }', 'value 1'],
      ...['error ReferenceError', 'error SyntaxError', 'value Cart { sum: 0 }'],
    ]);
    expect(await valuesOf(mutate('a - b', 'a + b'), 'add(1, 2)')).toEqual(['value 3']);
    const endless = mutate('return a - b', 'for (;;);');
    expect(await valuesOf(endless, 'LIMIT', 'add(1, 2)')).toEqual(['value 11', 'error no end']);
    expect(await valuesOf(mutate('a - b', 'a -'), 'LIMIT')).toBeUndefined();
    expect((await project.loaded()).kind).toBe('ended');
  });

  it('tell apart what is tried at the same time', async () => {
    const project = await warmProject('node --test', files);
    await project.loaded();
    const good = mutate('a - b', 'a + b');
    const both = await Promise.all(
      Array.from({ length: 40 }, (__, at) => project.loaded(at % 2 === 0 ? good : {})),
    );
    const isFixed = both.map(({ passed }) => passed.includes('test/cart.test.js > adds'));
    expect(isFixed).toEqual(both.map((__, at) => at % 2 === 0));
  });
});

describe('loaded tests of node:test', () => {
  it('share one instance of what is both imported and required', async () => {
    const project = await warmProject('node --test', {
      'count.cjs': 'let count = 0; exports.next = () => ++count;',
      'count.test.mjs': `import test from 'node:test'; import assert from 'node:assert';
import { createRequire } from 'node:module'; import counter from './count.cjs'; import './other.mjs';
const again = createRequire(import.meta.url)('./count.cjs');
test('counts', () => { counter.next(); assert.equal(again.next(), 3); });
test('knows its place', () => { assert.equal(import.meta.filename, process.argv[1]); });`,
      'other.mjs': `import { next } from './count.cjs'; next();`,
    });
    const expected = { kind: 'ended', passed: await project.ordinary() };
    expect(expected.passed).toHaveLength(2);
    expect(await project.loaded()).toEqual(expected);
    expect(await project.loaded({ 'count.cjs': 'exports.next = () => 3;' })).toEqual(expected);
  });

  it('read types and parts of other files', async () => {
    const project = await warmProject('node --test', {
      'add.ts': 'export const add = (a: number, b: number): number => a - b;',
      'add.test.ts': `import test from 'node:test'; import assert from 'node:assert';
import { add } from './add.ts'; test('adds', () => assert.equal(add(1, 1) as number, 2));`,
    });
    expect(await project.loaded()).toEqual({ kind: 'ended', passed: [] });
    const fixed = { 'add.ts': 'export const add = (a: number, b: number): number => a + b;' };
    const passed = ['add.test.ts > adds'];
    expect(await project.loaded(fixed)).toEqual({ kind: 'ended', passed });
  });

  it('say that they do not know what they can not see', async () => {
    const project = await warmProject('node --test', {
      'a.js': 'exports.run = () => {};',
      'b.js': '',
      'a.test.js': `require('node:test')('runs', () => require('./a.js').run());`,
      'c.test.js': `require('node:test')('runs', () => {});`,
    });
    const kindOf = async (path: string, text: string): Promise<string> =>
      (await project.loaded({ [path]: text })).kind;
    expect(await kindOf('a.js', 'exports.run = () => { throw 1; };')).toBe('ended');
    expect(await kindOf('b.js', '1')).toBe('unknown');
    const spawns = `exports.run = () => require('child_process').execSync('exit 0')`;
    expect(await kindOf('a.js', spawns)).toBe('unknown');
    expect(await kindOf('a.js', `exports.run = () => process.chdir('/')`)).toBe('unknown');
  });

  it('are not loaded when they start programs', async () => {
    const project = await warmProject('node --test', {
      'a.test.js': `require('node:test')('runs', () => require('child_process').execSync('exit 0'));`,
    });
    await expect(project.loaded()).rejects.toThrow('not loaded');
  });

  it('leave no process behind', async () => {
    const project = await warmProject('node --test', {
      'a.test.js': `require('node:test')('runs', () => { require('fs').writeFileSync('pid', String(process.pid)); });`,
    });
    const warm = await project.warm();
    const pid = Number(readFileSync(join(project.root, 'pid'), 'utf8'));
    expect(() => process.kill(pid, 0)).not.toThrow();
    await warm.dispose();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });
});

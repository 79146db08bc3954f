import { readdirSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { areInstalled } from './installedRunners';
import { CODE_TO_COVER, coveredLines, disposeLoaded, warmProject } from './warmProject';

const TESTS = `
it('adds', () => assert.equal(add(1, 2), 3));
it('is small', async () => assert.equal(await Promise.resolve(LIMIT), 10));
describe('a cart', function () {
  this.timeout(500);
  let cart;
  beforeEach(() => { cart = new Cart(); });
  it('is empty', () => assert.equal(cart.total(), 0));
  context('with one thing', () => {
    before(() => { if (LIMIT === 12) throw new Error('no'); });
    beforeEach(() => cart.put(5));
    it('costs it', () => assert.equal(cart.total(), 5));
    it('costs it', () => assert.equal(cart.total(), 5));
    it.skip('is skipped', () => {});
    it('is to do');
  });
});
it('calls back', (done) => { setTimeout(done, add(1, 1)); });
it('is set up', () => assert.equal(globalThis.isSetUp, true));
`;
const SOURCE = `
const LIMIT = 11;
function add(a, b) { return a - b; }
class Cart {
  sum = 0;
  put(price) { this.sum += price; }
  total() { return this.sum; }
}
`;
const OPTIONS = '{ "require": ["./hooks.cjs"], "spec": ["test/**/*.js"], "timeout": 1000 }';
const HOOKS = `exports.mochaHooks = { beforeAll() { globalThis.isSetUp = true; } };`;
const PATH = 'src/rechnung ä.js';
const KINDS = {
  CommonJS: {
    '.mocharc.json': OPTIONS,
    'hooks.cjs': HOOKS,
    [PATH]: `${SOURCE}module.exports = { LIMIT, add, Cart };`,
    'test/cart.test.js': `const assert = require('node:assert');
const { LIMIT, add, Cart } = require('../src/rechnung ä.js');${TESTS}`,
  },
  ESM: {
    'package.json': '{ "private": true, "type": "module" }',
    '.mocharc.json': OPTIONS,
    'hooks.cjs': HOOKS,
    [PATH]: `${SOURCE}export { LIMIT, add, Cart };`,
    'test/cart.test.js': `import assert from 'node:assert';
import { LIMIT, add, Cart } from '../src/rechnung ä.js';${TESTS}`,
  },
};

afterEach(disposeLoaded);

describe.skipIf(!areInstalled('mocha')).each(Object.entries(KINDS))(
  'loaded tests of mocha in %s',
  (_, files) => {
    const mutate = (from: string, to: string): Record<string, string> => {
      const text = files[PATH];
      expect(text).toContain(from);
      return { [PATH]: text.replace(from, to) };
    };

    it('pass and fail as in a run of their own, in any order', async () => {
      const project = await warmProject('mocha', files, ['mocha']);
      const mutants = [
        {},
        mutate('a - b', 'a + b'),
        mutate('LIMIT = 11', 'LIMIT = 10'),
        mutate('LIMIT = 11', 'LIMIT = 12'),
        mutate('this.sum += price', 'this.sum = price - 1'),
        mutate('sum = 0', 'sum = null'),
        mutate('a - b', 'a -'),
        mutate('const LIMIT', 'throw new Error("no"); const LIMIT'),
        mutate('return a - b', 'console.log("{}\\n".repeat(1000)); return a + b'),
        mutate('return a - b', 'Array.prototype.at = 1; return a + b'),
        {},
      ];
      const ordinary = [];
      for (const mutant of mutants) ordinary.push(await project.ordinary(mutant));
      const loaded = [];
      for (const mutant of mutants) loaded.push(await project.loaded(mutant));
      expect(loaded).toEqual(ordinary.map((passed) => ({ kind: 'ended', passed })));
      expect(ordinary[0]).toContain('test/cart.test.js > a cart > with one thing > costs it #2');
    });

    it('end when they loop for ever or leave, and are as before after that', async () => {
      const project = await warmProject('mocha', files, ['mocha']);
      const before = await project.loaded();
      const names = readdirSync(project.root, { recursive: true });
      const endless = mutate('return a - b', 'for (;;);');
      expect(await project.loaded(endless, 300)).toMatchObject({ kind: 'timed-out' });
      const left = await project.loaded(mutate('return a - b', 'process.exit(0)'));
      expect(left.passed).not.toContain('test/cart.test.js > adds');
      expect(await project.loaded()).toEqual(before);
      expect(readdirSync(project.root, { recursive: true })).toEqual(names);
    });

    it('tell apart what is tried at the same time', async () => {
      const project = await warmProject('mocha', files, ['mocha']);
      await project.loaded();
      const good = mutate('a - b', 'a + b');
      const both = await Promise.all(
        Array.from({ length: 40 }, (__, at) => project.loaded(at % 2 === 0 ? good : {})),
      );
      const isFixed = both.map(({ passed }) => passed.includes('test/cart.test.js > adds'));
      expect(isFixed).toEqual(both.map((__, at) => at % 2 === 0));
    });
  },
);

const COVERING_TESTS = `
it('large', () => assert.equal(size(12), 'large'));
describe('what is not large', () => {
  before(() => size(12));
  beforeEach(() => half(1));
  it('small', () => assert.equal(size(2), 'tiny'));
  it('later', async () => assert.equal(await later(4), 2));
  it('to do');
});
`;
const COVERING_KINDS = {
  CommonJS: {
    'size.js': `${CODE_TO_COVER}module.exports = { size, half, later };`,
    'test/size.test.js': `const assert = require('node:assert');
const { size, half, later } = require('../size.js');${COVERING_TESTS}`,
  },
  ESM: {
    'package.json': '{ "private": true, "type": "module" }',
    'size.js': `${CODE_TO_COVER}export { size, half, later };`,
    'test/size.test.js': `import assert from 'node:assert';
import { size, half, later } from '../size.js';${COVERING_TESTS}`,
  },
};

describe.skipIf(!areInstalled('mocha')).each(Object.entries(COVERING_KINDS))(
  'loaded tests of mocha in %s',
  (_, files) => {
    it('tell which lines each of them runs', async () => {
      const project = await warmProject('mocha', files, ['mocha']);
      expect(await coveredLines(await project.warm(), 'size.js')).toEqual({
        'test/size.test.js > large': [6, 7, 8],
        'test/size.test.js > what is not large > small': [3, 4, 6, 7, 11],
        'test/size.test.js > what is not large > later': [3, 4, 13, 14, 15],
      });
    });
  },
);

describe.skipIf(!areInstalled('mocha', 'typescript'))('loaded tests of mocha', () => {
  const files = {
    'size.ts': `interface Size { of: number }\n${CODE_TO_COVER}enum Ä { One }\nexport { size };`,
    'size.test.ts': `import { size } from './size'; it('small', () => { size(2); });`,
  };
  const linesWith = async (options: string): Promise<unknown> => {
    const translate = `const ts = require('typescript'); const fs = require('node:fs');
require.extensions['.ts'] = (module, fileName) => {
  const compilerOptions = { module: 'commonjs', ${options} };
  const text = fs.readFileSync(fileName, 'utf8');
  module._compile(ts.transpileModule(text, { fileName, compilerOptions }).outputText, fileName);
};`;
    const project = await warmProject(
      'mocha --require ./translate.cjs *.test.ts',
      { ...files, 'translate.cjs': translate },
      ['mocha', 'typescript'],
    );
    const warm = await project.warm();
    const covered = await warm.coverage?.(20_000, new AbortController().signal);
    return covered && [...(covered[0]?.lines.get('size.ts') ?? [])];
  };

  it('tell of the lines of what is translated as it was written', async () => {
    expect(await linesWith('inlineSourceMap: true')).toEqual([4, 5, 7, 8, 12]);
  });

  it('tell of no lines of what is translated without a source map', async () => {
    expect(await linesWith('')).toBeUndefined();
  });
});

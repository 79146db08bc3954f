import { afterEach, describe, expect, it } from 'vitest';
import { CODE_TO_COVER, coveredLines, disposeLoaded, warmProject } from './warmProject';

const TESTS = `
test('large', () => assert.equal(size(12), 'large'));
describe('what is not large', () => {
  before(() => half(1));
  it('small', () => assert.equal(size(2), 'tiny'));
  it('later', async () => assert.equal(await later(4), 2));
});
test('with subtests', async (t) => {
  await t.test('large', () => size(12));
  await t.test('half', () => half(1));
});
test('skipped', { skip: true }, () => half(1));
`;
const IMPORTED_CODE = `import test, { describe, it, before } from 'node:test';
import assert from 'node:assert'; import { size, half, later } from './size.js';`;
const KINDS = {
  CommonJS: {
    'size.js': `${CODE_TO_COVER}module.exports = { size, half, later };`,
    'size.test.js': `const test = require('node:test'); const assert = require('node:assert');
const { describe, it, before } = test; const { size, half, later } = require('./size.js');${TESTS}`,
    'again.test.js': `require('node:test')('again', () => require('./size.js').half(1));`,
  },
  ESM: {
    'package.json': '{ "private": true, "type": "module" }',
    'size.js': `${CODE_TO_COVER}export { size, half, later };`,
    'size.test.js': IMPORTED_CODE + TESTS,
    'again.test.js': `import test from 'node:test'; import { half } from './size.js'; test('again', () => half(1));`,
  },
  TypeScript: {
    'package.json': '{ "private": true, "type": "module" }',
    'size.ts': `${CODE_TO_COVER.replace('half(n)', 'half(n: string | number)')}type Ä = {};export { size, half, later };`,
    'size.test.ts': IMPORTED_CODE.replace('size.js', 'size.ts') + TESTS,
    'again.test.ts': `import test from 'node:test'; import { half } from './size.ts'; test('again', () => half(1));`,
  },
};

afterEach(disposeLoaded);

describe.each(Object.entries(KINDS))('loaded tests of node:test in %s', (kind, files) => {
  it('tell which lines each of them runs', async () => {
    const project = await warmProject('node --test', files);
    const ending = kind === 'TypeScript' ? 'ts' : 'js';
    const lines = await coveredLines(await project.warm(), `size.${ending}`);
    const before = await project.loaded();
    expect(lines).toEqual({
      [`size.test.${ending} > large`]: [6, 7, 8],
      [`size.test.${ending} > what is not large > small`]: [3, 4, 6, 7, 11],
      [`size.test.${ending} > what is not large > later`]: [3, 4, 13, 14, 15],
      [`size.test.${ending} > with subtests >> large`]: [6, 7, 8],
      [`size.test.${ending} > with subtests >> half`]: [3, 4],
      [`size.test.${ending} > with subtests`]: [3, 4, 6, 7, 8],
      [`size.test.${ending} > skipped`]: [],
      [`again.test.${ending} > again`]: kind === 'CommonJS' ? [2, 3, 4, 17] : [3, 4],
    });
    expect(before.kind).toBe('ended');
  });
});

describe('loaded tests of node:test', () => {
  it('tell of lines only of their project, and of those that are wanted', async () => {
    const project = await warmProject('node --test', {
      'node_modules/far/index.js': 'exports.far = () => 1;',
      'a b/ä.js': `exports.near = () => require('far').far();`,
      'a.test.js': `const test = require('node:test');
for (const n of [1, 2, 3]) test('runs', () => { if (n === 3)
  require('./a b/ä.js').near();
});
test('other', () => {});`,
    });
    const id = 'a.test.js > runs #3';
    const tests = [{ id, name: 'runs', suite: [], file: 'a.test.js' }];
    const { signal } = new AbortController();
    const warm = await project.runner.warmUp?.({ root: project.root, tests, parallel: 1 }, signal);
    const covered = await warm?.coverage?.(20_000, signal);
    expect(covered).toEqual([
      {
        id,
        lines: new Map([
          ['a.test.js', new Set([2, 3])],
          ['a b/ä.js', new Set([1])],
        ]),
      },
    ]);
    await warm?.dispose();
  });

  it('tell of no lines when they do not end in time, or are gone, or where nobody waits', async () => {
    const project = await warmProject('node --test', {
      'a.test.js': `require('node:test')('runs', () => new Promise((done) => setTimeout(done, 300)));`,
    });
    const warm = await project.warm();
    const { signal } = new AbortController();
    expect(await warm.coverage?.(100, signal)).toBeUndefined();
    expect(await warm.coverage?.(20_000, signal)).toMatchObject([{ id: 'a.test.js > runs' }]);
    const reason = new Error('stop');
    await expect(warm.coverage?.(20_000, AbortSignal.abort(reason))).rejects.toBe(reason);
    await warm.dispose();
    expect(await warm.coverage?.(20_000, signal)).toBeUndefined();
  });
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isSample, newSample } from '../../../src/extension/host/sampleFolder';

let storage = '';

beforeEach(async () => {
  storage = await mkdtemp(join(tmpdir(), 'fixpoint-storage-'));
});

afterEach(() => rm(storage, { recursive: true, force: true }));

test('each sample is a new copy of the broken cart, so that work on an earlier one stays', async () => {
  const first = await newSample(process.cwd(), storage);
  const cart = join(first, 'src', 'cart.js');
  expect(await readFile(cart, 'utf8')).toContain('i <= items.length');
  await writeFile(cart, 'mine');
  const second = await newSample(process.cwd(), storage);
  expect(second).not.toBe(first);
  expect(basename(second)).toBe(basename(first));
  expect(await readFile(cart, 'utf8')).toBe('mine');
});

test('a sample is told from other folders', async () => {
  expect(isSample(await newSample(process.cwd(), storage), storage)).toBe(true);
  expect(isSample(join(storage, 'elsewhere'), storage)).toBe(false);
});

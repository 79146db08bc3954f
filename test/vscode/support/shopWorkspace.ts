import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const cart = `/** Sum of all items, after discount. */
export function total(items, discount = 0) {
  let sum = 0;
  for (let i = 0; i <= items.length; i++) {
    sum += items[i].price * items[i].qty;
  }
  return sum - discount;
}

export function names(items) {
  return items.map((item) => item.name);
}
`;

const format = `export function format(amount) {
  return amount.toFixed(2);
}
`;

const tests = `import test from 'node:test';
import assert from 'node:assert/strict';
import { total, names } from '../src/cart.js';
import { format } from '../src/format.js';

test('adds the prices of all items', () => {
  assert.equal(total([{ price: 2, qty: 3 }, { price: 1, qty: 1 }]), 7);
});

test('lists the names', () => {
  assert.deepEqual(names([{ name: 'a' }]), ['a']);
});

test('formats money', () => {
  assert.equal(format(1), '1.00');
});
`;

/**
 * Writes a small project with tests for Node's own runner into a new temporary folder and returns it; the caller removes it.
 * With three bugs they lie in two files, of which one has CRLF line ends.
 */
export async function shopWorkspace(bugs: 'one' | 'three'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'fixpoint-shop-'));
  const isBroken = bugs === 'three';
  const files = {
    'package.json': JSON.stringify({ type: 'module', scripts: { test: 'node --test' } }),
    'test/shop.test.js': tests,
    'src/cart.js': isBroken
      ? cart.replace('item.name', 'item.title').replaceAll('\n', '\r\n')
      : cart,
    'src/format.js': isBroken ? format.replace('2', '3') : format,
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

/** A reply that fixes one of the three bugs. */
export const loopFix = `The loop runs one too far.

${block({
  path: 'src/cart.js',
  search: '  for (let i = 0; i <= items.length; i++) {\n',
  replace: '  for (let i = 0; i < items.length; i++) {\n',
})}`;

/** A reply that fixes the other two, in two files and a new one. */
export const wholeFix = `The name was wrong, and money has two digits.

${block({
  path: 'src/cart.js',
  search: '  return items.map((item) => item.title);\n',
  replace: '  return items.map((item) => item.name);\n',
})}
${block({
  path: 'src/format.js',
  search: 'export function format(amount) {\n  return amount.toFixed(3);\n',
  replace:
    "import { DIGITS } from './digits.js';\n\nexport function format(amount) {\n  return amount.toFixed(DIGITS);\n",
})}
${block({ path: 'src/digits.js', search: '', replace: 'export const DIGITS = 2;\n' })}`;

function block({
  path,
  search,
  replace,
}: {
  readonly path: string;
  readonly search: string;
  readonly replace: string;
}): string {
  return `${path}\n<<<<<<< SEARCH\n${search}=======\n${replace}>>>>>>> REPLACE\n`;
}

import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Files of the project besides those with a fault. */
const FILES = 300;
/** Functions of a usual file, some 3 KB, and of the large one, some 114 KB. */
const USUAL_FUNCTIONS = 10;
const LARGE_FUNCTIONS = 400;
const FILES_IN_A_FOLDER = 25;

/** A fault that a test finds: where it is, and its line as it should be and as it is. */
export interface Fault {
  readonly path: string;
  readonly test: string;
  readonly right: string;
  readonly wrong: string;
}

/** The faults that a session is to mend. */
export const FAULTS = {
  small: {
    path: 'src/prices.js',
    test: 'test/prices.test.js',
    right: '  for (let i = 0; i < items.length; i += 1) {',
    wrong: '  for (let i = 0; i <= items.length; i += 1) {',
  },
  large: {
    path: 'src/tables.ts',
    test: 'test/tables.test.js',
    right: '  return rows.filter((row) => row >= least);',
    wrong: '  return rows.filter((row) => row > least);',
  },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof FAULTS;

/** Writes a project of about 300 files in which nothing is wrong, in a new temporary folder; the caller removes it. */
export async function largeProject(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'fixpoint-large-'));
  for (const [path, text] of Object.entries(projectFiles())) {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}

/** The text of a file with a fault, with it or without. */
export function faultyText(fault: Fault, isWrong: boolean): string {
  const text = projectFiles()[fault.path] ?? '';
  return isWrong ? text.replace(fault.right, fault.wrong) : text;
}

function projectFiles(): Readonly<Record<string, string>> {
  const usual = Array.from({ length: FILES }, (_, index) => [
    `src/part${String(Math.floor(index / FILES_IN_A_FOLDER))}/file${String(index)}.js`,
    functions(`f${String(index)}`, USUAL_FUNCTIONS, ''),
  ]);
  return {
    'package.json': JSON.stringify({ type: 'module', scripts: { test: 'node --test' } }),
    ...(Object.fromEntries(usual) as Record<string, string>),
    [FAULTS.small.path]: PRICES,
    [FAULTS.large.path]: TABLES,
    [FAULTS.small.test]: PRICES_TEST,
    [FAULTS.large.test]: TABLES_TEST,
  };
}

function functions(name: string, count: number, type: string): string {
  const one = (_: unknown, index: number): string => `
/** Adds what is above the limit, number ${String(index)}. */
export function ${name}n${String(index)}(values${type && `${type}[]`}, limit${type} = ${String(index)}) {
  let sum = 0;
  for (const value of values) {
    if (value > limit && value % 2 === 0) sum += value - limit;
    else sum += Math.max(0, value);
  }
  return { sum, label: 'n${String(index)}' };
}
`;
  return Array.from({ length: count }, one).join('');
}

const PRICES = `import { f0n1 } from './part0/file0.js';
import { f30n2 } from './part1/file30.js';

/** The sum of all prices. */
export function total(items) {
  let sum = 0;
${FAULTS.small.right}
    sum += items[i].price;
  }
  return sum + f0n1([]).sum + f30n2([]).sum;
}
`;

const PRICES_TEST = `import test from 'node:test';
import assert from 'node:assert/strict';
import { total } from '../src/prices.js';

test('the total is the sum of the prices', () => {
  assert.equal(total([{ price: 2 }, { price: 3 }]), 5);
});
`;

const TABLES = `${functions('t', LARGE_FUNCTIONS, ': number')}
/** The rows that are not below the least. */
export function rowsFrom(rows: number[], least: number) {
${FAULTS.large.right}
}
`;

const TABLES_TEST = `import test from 'node:test';
import assert from 'node:assert/strict';
import { rowsFrom } from '../src/tables.ts';

test('the least row is among the rows', () => {
  assert.deepEqual(rowsFrom([1, 2, 3], 2), [2, 3]);
});
`;

import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createTreeSitterSyntax } from '../../../src/adapters/syntax/treeSitterSyntax';
import { ExplainedError } from '../../../src/core/errors';
import { nodeText, walk } from '../../../src/core/syntax/nodes';
import { LoopProbe } from '../../../bench/responsiveness/loopProbe';
import { parseSource, syntax } from '../../support/parseSource';

describe('tree-sitter syntax', () => {
  test.each([
    ['a.js', 'javascript'],
    ['a.jsx', 'javascript'],
    ['a.mjs', 'javascript'],
    ['a.cjs', 'javascript'],
    ['a.ts', 'typescript'],
    ['a.mts', 'typescript'],
    ['a.cts', 'typescript'],
    ['dir.py/a.tsx', 'tsx'],
    ['A.PY', 'python'],
  ])('%s is read as %s', async (file, language) => {
    expect((await syntax.parse(file, 'x'))?.language).toBe(language);
  });

  test('a file in another language has no tree', async () => {
    expect(await syntax.parse('a.rb', 'x')).toBeUndefined();
    expect(await syntax.parse('Makefile', 'x')).toBeUndefined();
  });

  test('offsets count UTF-16 units, also after emoji and with CRLF', async () => {
    const text = "s = '😀é'\r\nresult = s <= other\r\n";
    const tree = await parseSource('a.py', text);
    const comparison = [...walk(tree.root)].find(({ node }) => node.type === 'comparison_operator');
    expect(comparison && nodeText(tree, comparison.node)).toBe('s <= other');
    expect(comparison?.node.startRow).toBe(1);
    expect(comparison?.node.start).toBe(text.indexOf('s <= other'));
  });

  test('children keep their order, roles and rows', async () => {
    const tree = await parseSource('a.ts', 'if (a) {\n  b();\n} else c();\n');
    const drawn = [...walk(tree.root)]
      .filter(({ node }) => node.named && node.field !== undefined)
      .map(({ node }) => `${node.field ?? ''}: ${node.type} ${String(node.startRow)}`);
    expect(drawn).toEqual([
      'condition: parenthesized_expression 0',
      'consequence: statement_block 0',
      'function: identifier 1',
      'arguments: arguments 1',
      'alternative: else_clause 2',
      'function: identifier 2',
      'arguments: arguments 2',
    ]);
  });

  test.each([
    ['a.py', 'def f(:\n    pass\n', true],
    ['a.py', 'def f():\n    pass\n', false],
    ['a.ts', 'const x: number = ;\n', true],
    ['a.ts', 'const x: number = 1;\n', false],
  ])('%s %j has an error: %s', async (file, text, hasError) => {
    expect((await parseSource(file, text)).hasError).toBe(hasError);
  });

  test('code that nests deeper than the stack is read', async () => {
    const depth = 20_000;
    const tree = await parseSource('a.js', `x = ${'a+'.repeat(depth)}b;`);
    expect([...walk(tree.root)].length).toBeGreaterThan(depth);
  });

  test('a thousand lines take at most 60 ms of processor time once the grammar is warm', async () => {
    const text = Array.from({ length: 250 }, (_, index) => thing(index)).join('');
    const times: number[] = [];
    for (let round = 0; round < 12; round += 1) {
      const start = process.cpuUsage();
      await parseSource('a.ts', text);
      const { user, system } = process.cpuUsage(start);
      times.push((user + system) / 1000);
    }
    expect(Math.min(...times)).toBeLessThan(60);
  });

  test('a long file is parsed in many turns, so that an editor is not held up', async () => {
    const text = Array.from({ length: 2_000 }, (_, index) => thing(index)).join('');
    await parseSource('a.ts', text);
    const probe = new LoopProbe();
    const start = process.threadCpuUsage();
    await parseSource('a.ts', text);
    const { user, system } = process.threadCpuUsage(start);
    const turns = probe.take().map(({ cpuMs }) => cpuMs);
    probe.dispose();
    expect(Math.max(...turns)).toBeLessThan((user + system) / 1000 / 4);
  });

  test('a missing grammar is explained', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'fixpoint-grammars-'));
    try {
      const broken = createTreeSitterSyntax({ grammarsFolder: folder });
      await expect(broken.parse('a.py', 'x')).rejects.toThrow(ExplainedError);
      await expect(broken.parse('a.py', 'x')).rejects.toThrow(/install Fixpoint again/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

function thing(index: number): string {
  const name = `thing${String(index)}`;
  return `export function ${name}(a: number, b: number): number {\n  return a * ${String(index)} <= b ? a : b;\n}\n\n`;
}

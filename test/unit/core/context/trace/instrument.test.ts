import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { instrument } from '../../../../../src/core/context/trace/instrument';
import { TRACE_LIMITS } from '../../../../../src/core/context/trace/traceLimits';
import { traceBlocks } from '../../../../../src/core/context/trace/traceBlocks';
import { outline } from '../../../../../src/core/syntax/outline';
import { parseSource } from '../../../../support/parseSource';
import { testReport } from '../../../../support/reports';
import { stillClock } from '../../../../support/stillClock';

const EVERYTHING = { startRow: 0, endRow: Number.MAX_SAFE_INTEGER };

async function instrumented(
  path: string,
  text: string,
  rows = EVERYTHING,
): Promise<string | undefined> {
  const tree = await parseSource(path, text);
  const { endRow } = tree.root;
  const file = { path, text, endRow, tree, outline: await outline(tree, stillClock) };
  return instrument(file, rows);
}

/** The instrumented text without the functions that print, which stand at one end. */
async function probesIn(path: string, lines: readonly string[]): Promise<string> {
  const text = (await instrumented(path, lines.join('\n'))) ?? 'nothing';
  expect((await parseSource(path, text)).hasError).toBe(false);
  return path.endsWith('.py')
    ? text.replace(/def _fixpoint_trace[^]*return shorten\.repr\(value\)\n+/, '')
    : text.replace(/\nvar __fixpointTraced[^]*/, '');
}

/** Runs a script with and without prints: what it comes to, and the blocks that were printed. */
async function run(lines: readonly string[], result: string) {
  const text = lines.join('\n');
  const printed: string[] = [];
  const process = { stdout: { write: (line: string) => printed.push(line) } };
  const plain: unknown = runInNewContext(`${text}\n;${result}`);
  const traced: unknown = runInNewContext(
    `${(await instrumented('a.js', text)) ?? ''}\n;${result}`,
    { process },
  );
  expect(traced).toEqual(plain);
  return { value: traced, printed, blocks: traceBlocks(report(printed.join(''))) };
}

const report = (outputTail: string) => testReport([], { outputTail });

describe('instrumenting a script', () => {
  test('prints variables on the line of each statement', async () => {
    expect(
      await probesIn('a.ts', [
        "'use strict';",
        'export function sum(list: number[]): number {',
        '  let total = 0;',
        '  for (const each of list) {',
        '    total += each;',
        '  }',
        '  return total',
        '}',
      ]),
    ).toMatchInlineSnapshot(`
      "'use strict';
      export function sum(list: number[]): number {
        __fixpointTrace(3,{list:()=>list});let total = 0;
        __fixpointTrace(4,{list:()=>list,total:()=>total});for (const each of list) {
          __fixpointTrace(5,{list:()=>list,total:()=>total,each:()=>each});total += each;
        }
        __fixpointTrace(7,{list:()=>list,total:()=>total});return __fixpointReturn(7,(total))
      }"
    `);
  });

  test('wraps the result of an arrow function without a block, and leaves classes and types alone', async () => {
    expect(
      await probesIn('a.ts', [
        'const twice = (n: number) => ({ n: n * 2 });',
        'class Cart {',
        '  items = 1;',
        '  add(n: number) { this.items += n; }',
        '}',
        'interface Item { n: number }',
      ]),
    ).toMatchInlineSnapshot(`
      "const twice = (n: number) => (__fixpointTrace(1,{n:()=>n}),__fixpointReturn(1,(({ n: n * 2 }))));
      class Cart {
        items = 1;
        add(n: number) { __fixpointTrace(4,{this:()=>this,n:()=>n});this.items += n; ;__fixpointTrace(4,{this:()=>this,n:()=>n});}
      }
      interface Item { n: number }"
    `);
  });

  test('shows what each line saw and what came out', async () => {
    const { value, blocks } = await run(
      [
        'function sum(list) {',
        '  let total = 0;',
        '  for (const each of list) {',
        '    total += each;',
        '  }',
        '  return total;',
        '}',
      ],
      'sum([1, 2])',
    );
    expect(value).toBe(3);
    expect(blocks).toMatchInlineSnapshot(`
      [
        "2: list=[1, 2]",
        "3: list=[1, 2], total=0",
        "4: list=[1, 2], total=0, each=1",
        "4: list=[1, 2], total=1, each=2",
        "6: list=[1, 2], total=3",
        "6: return=3",
      ]
    `);
  });

  test('survives code without semicolons, cases, early ends, generators and getters', async () => {
    const { value, blocks } = await run(
      [
        'const seen = []',
        'class Box { constructor(a) { this.a = a } get b() { seen.push("read"); return 1 } }',
        'function* count(n) {',
        '  for (let i = 0; i < n; i++) { if (i === 1) continue; yield i }',
        '}',
        'function kind(value) {',
        '  switch (typeof value) {',
        '    case "number": { const half = value / 2; return half }',
        '    default:',
        '      return value',
        '  }',
        '}',
        'function fail(x) { try { return x.y.z } catch (error) { return error.name } }',
      ],
      'JSON.stringify([[...count(3)], kind(4), kind("x"), fail({}), new Box({ c: [1] }), seen])',
    );
    expect(value).toBe('[[0,2],2,"x","TypeError",{"a":{"c":[1]}},[]]');
    expect(blocks.length).toBe(10);
  });

  test('prints values of every kind, shortened', async () => {
    const { printed } = await run(
      [
        'class Cart { constructor() { this.items = [1]; this.self = this } }',
        'function show(value) { return; }',
        'function more(value) { return; }',
        'for (const value of [undefined, null, -0, 10n]) show(value);',
        'for (const value of ["a\\nb", [1, [2, [3, [4]]]], new Map([["k", 1]]), new Set([1])]) more(value);',
        'for (const value of [new Cart(), () => 1, "x".repeat(200)]) more(value);',
      ],
      '1',
    );
    const shown = printed
      .map((line) => JSON.parse(line.slice(17)) as { value?: string })
      .flatMap(({ value = [] }) => value);
    expect(shown).toMatchInlineSnapshot(`
      [
        "undefined",
        "null",
        "-0",
        "10n",
        ""a\\nb"",
        "[1, [2, [3, […]]]]",
        "Map {"k" => 1}",
        "Set {1}",
        "Cart {items: [1], self: Cart {items: [1], self: Cart {items: […], self: Cart {…}",
        "[Function ]",
        ""xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
      ]
    `);
  });

  test('a loop prints a few turns and leaves room for what comes after it', async () => {
    const { value, blocks } = await run(
      [
        'function spin(n) {',
        '  let i = 0;',
        '  while (i < n) {',
        '    i += 1;',
        '  }',
        '  return i;',
        '}',
      ],
      'spin(10000)',
    );
    expect(value).toBe(10_000);
    expect(blocks.slice(-3)).toEqual(['4: n=10000, i=7', '6: n=10000, i=10000', '6: return=10000']);
  });

  test('a process prints no more than its share', async () => {
    const steps = Array.from({ length: 100 }, (_, n) => `  n += ${String(n)};`);
    const { printed } = await run(['function add(n) {', ...steps, '  return n;', '}'], 'add(1)');
    expect(printed.length).toBe(TRACE_LIMITS.linesPerProcess);
  });

  test('leaves a file alone that has no function in the rows, or that does not parse', async () => {
    expect(await instrumented('a.js', 'const a = 1;\n')).toBeUndefined();
    expect(await instrumented('a.js', 'function f( {\n')).toBeUndefined();
    const rows = { startRow: 1, endRow: 1 };
    const text = await instrumented('a.js', 'const f = (a) => a;\nconst g = (b) => b;', rows);
    expect(text).toContain('const f = (a) => a;\n');
    expect(text).toContain('(__fixpointTrace(2,{b:()=>b}),__fixpointReturn(2,(b)))');
  });
});

describe('instrumenting Python', () => {
  test('prints variables on lines of their own, behind what has to come first', async () => {
    expect(
      await probesIn('a.py', [
        "'''Sums.'''",
        'from __future__ import annotations',
        'import math',
        '',
        '@cached',
        'def total(items, *, rate=1):',
        "    '''A docstring.'''",
        '    result = 0',
        '    for item in items:',
        '        if item is None: continue',
        '        result += item',
        '    else:',
        '        result *= rate',
        '    return result, rate',
        '',
        'class Cart:',
        '    size = 0',
        '    def add(self, n):',
        '        self.size += n  # more',
      ]),
    ).toMatchInlineSnapshot(`
      "'''Sums.'''
      from __future__ import annotations
      import math

      @cached
      def total(items, *, rate=1):
          '''A docstring.'''
          _fixpoint_trace(8, locals(), ("items", "rate",))
          result = 0
          _fixpoint_trace(9, locals(), ("items", "rate", "result",))
          for item in items:
              _fixpoint_trace(10, locals(), ("items", "rate", "result", "item",))
              if item is None: continue
              _fixpoint_trace(11, locals(), ("items", "rate", "result", "item",))
              result += item
          else:
              _fixpoint_trace(13, locals(), ("items", "rate", "result", "item",))
              result *= rate
          _fixpoint_trace(14, locals(), ("items", "rate", "result", "item",))
          return _fixpoint_return(14, (result, rate))

      class Cart:
          size = 0
          def add(self, n):
              _fixpoint_trace(19, locals(), ("self", "n",))
              self.size += n  # more
              _fixpoint_trace(19, locals(), ("self", "n",))
      "
    `);
  });

  test('prints nothing between a match and its cases', async () => {
    const text = await probesIn('a.py', [
      'def f(x):',
      '    match x:',
      '        case 1:',
      '            return x',
      '        case _:',
      '            pass',
    ]);
    expect(text).toContain('    match x:\n        case 1:\n            _fixpoint_trace(4');
    expect(text).toContain('(x))\n        case _:\n            _fixpoint_trace(6');
  });

  test('keeps line ends and indentation by tabs', async () => {
    const text = await instrumented('a.py', 'def f(a):\r\n\tb = a\r\n\treturn b');
    expect(text).toContain('\t_fixpoint_trace(3, locals(), ("a", "b",))\r\n\treturn ');
    expect(text).not.toMatch(/[^\r]\n/);
  });

  test('leaves a module without functions alone', async () => {
    expect(await instrumented('a.py', 'a = 1\n')).toBeUndefined();
  });
});

describe('reading what was printed', () => {
  test('A01: at most ten blocks, the first five and the last five', () => {
    const lines = Array.from({ length: 30 }, (_, n) => `FIXPOINT_TRACE 7 {"n":"${String(n)}"}\n`);
    expect(traceBlocks(report(`noise\n${lines.join('')}`))).toEqual(
      [0, 1, 2, 3, 4, 25, 26, 27, 28, 29].map((n) => `7: n=${String(n)}`),
    );
  });

  test('passes over lines that are cut or no trace', () => {
    const text = 'FIXPOINT_TRACE 1 {"a":"1"\nFIXPOINT_TRACE 2 {"a":1}\nFIXPOINT_TRACE x {}\n';
    expect(traceBlocks(report(`${text}FIXPOINT_TRACE 3 {"a":"1 2"}\r\n`))).toEqual(['3: a=1 2']);
  });
});

import { describe, expect, test } from 'vitest';
import { mutationScope } from '../../../../src/core/mutation/mutationScope';
import { walk } from '../../../../src/core/syntax/nodes';
import { parseSource } from '../../../support/parseSource';
import { stillClock } from '../../../support/stillClock';

/** The variables that can be read where the word `here` stands. */
async function variablesHere(file: string, text: string): Promise<readonly string[]> {
  const tree = await parseSource(file, text);
  const scope = await mutationScope(tree, stillClock);
  const here = [...walk(tree.root)].find(
    ({ node }) => node.type === 'identifier' && scope.text(node) === 'here',
  );
  if (here === undefined) throw new Error('No place is marked.');
  return scope.variables(here);
}

async function drawBindings(file: string, text: string): Promise<string> {
  const { bindings } = await mutationScope(await parseSource(file, text), stillClock);
  return bindings.map(({ name, kind }) => `${name} ${kind}`).join('\n');
}

describe('variables in scope', () => {
  test('Python: parameters, assignments and loop variables, nearest first, no functions', async () => {
    const names = await variablesHere(
      'a.py',
      `import os
LIMIT = 3
def other(hidden):
    secret = 1
def f(self, first, *rest, key=None):
    total = 0
    for item in rest:
        go(here)
`,
    );
    expect(names).toEqual(['item', 'total', 'first', 'rest', 'key', 'LIMIT']);
  });

  test('JavaScript: those of the functions around it, not those of its neighbours', async () => {
    const names = await variablesHere(
      'a.js',
      `const limit = 3;
function other(hidden) {}
function f({ a, b: renamed }, ...rest) {
  return rest.map((item) => {
    let count = 1;
    return go(here);
  });
}
`,
    );
    expect(names).toEqual(['count', 'item', 'a', 'renamed', 'rest', 'limit']);
  });

  test('at most eight are offered', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `v${String(index)}`);
    const text = `def f(${names.join(', ')}):\n    go(here)\n`;
    expect(await variablesHere('a.py', text)).toHaveLength(8);
  });
});

describe('bindings', () => {
  test('Python: every form that gives a name a value', async () => {
    const text = `def f(a, b=1, c: int = 2, *d, **e):
    g = h = 1
    i, (j, k) = a
    l += 1
    for m, n in a: pass
    with open(a) as o: pass
    return [p for p in a if (q := p)]
`;
    expect(await drawBindings('a.py', text)).toMatchInlineSnapshot(`
      "a parameter
      b parameter
      c parameter
      d parameter
      e parameter
      g assignment
      h assignment
      i assignment
      j assignment
      k assignment
      l assignment
      m loop
      n loop
      o assignment
      p loop
      q assignment"
    `);
  });

  test('TypeScript: every form that gives a name a value', async () => {
    const text = `function f(a: A, b?: B, { c, d: e }: C = {}, [g] = [], ...h: H[]) {
  const i = 1, { j = 2 } = a;
  for (const k of a) l = k;
  for (let m = 0; ; m++) m += 1;
  try {} catch (n) {}
  return o => o.p;
}
`;
    expect(await drawBindings('a.ts', text)).toMatchInlineSnapshot(`
      "a parameter
      b parameter
      c parameter
      e parameter
      g parameter
      h parameter
      i assignment
      j assignment
      k loop
      l assignment
      m assignment
      m assignment
      m assignment
      n assignment
      o parameter"
    `);
  });
});

import { expect, test } from 'vitest';
import { dialectOf } from '../../../../src/core/mutation/dialect';
import type { Dialect } from '../../../../src/core/mutation/dialect';
import { counterpartsOf } from '../../../../src/core/mutation/counterparts';
import { parseSource } from '../../../support/parseSource';

function everyForm(dialect: Dialect): readonly string[] {
  return [
    dialect.not('a'),
    dialect.isNothing('a'),
    dialect.isSomething('a'),
    dialect.isEmpty('a'),
    dialect.equals('a', 'b'),
    dialect.extreme('max', ['a', 'b']),
    dialect.part('a', '1', ''),
    dialect.part('a', '', '-1'),
    dialect.guard('a', 'return b', '\n'),
    `[a ${dialect.and} b ${dialect.or} ${dialect.nothing}, ${dialect.yes}, ${dialect.no}]`,
  ];
}

test.each([
  ['python', 'a.py', (code: string) => `def f():\n    ${code.replaceAll('\n', '\n    ')}\n`],
  ['javascript', 'a.js', (code: string) => `function f() { ${code} }`],
  ['typescript', 'a.ts', (code: string) => `function f() { ${code} }`],
  ['tsx', 'a.tsx', (code: string) => `function f() { ${code} }`],
] as const)('%s: every form parses', async (language, file, inFunction) => {
  const forms = everyForm(dialectOf(language));
  const trees = await Promise.all(forms.map((form) => parseSource(file, inFunction(form))));
  expect(trees.filter((tree) => tree.hasError).map((tree) => tree.text)).toEqual([]);
});

test('counterparts go both ways and never name the name itself', () => {
  expect(counterpartsOf('min', true)).toEqual(['max']);
  expect(counterpartsOf('max', false)).toEqual(['min']);
  expect(counterpartsOf('append', true)).toContain('extend');
  expect(counterpartsOf('append', false)).toEqual([]);
  expect(counterpartsOf('frobnicate', true)).toEqual([]);
});

import { expect, test } from 'vitest';
import { resolveImport } from '../../../../src/core/context/resolveImport';

const paths = new Set([
  'src/a.ts',
  'src/b/index.ts',
  'src/c.js',
  'pkg/mod.py',
  'pkg/__init__.py',
  'src/lib/util.py',
  'pkg/sub/deep.py',
]);

test.each([
  ['src/x.ts', './a', 'f', ['src/a.ts']],
  ['src/x.ts', './a.js', 'f', ['src/a.ts']],
  ['src/x.ts', './b', 'f', ['src/b/index.ts']],
  ['src/b/index.ts', '../c.js', 'f', ['src/c.js']],
  ['src/x.ts', 'lodash', 'f', []],
  ['src/x.ts', '../../a', 'f', []],
  ['tests/test_x.py', 'pkg.mod', 'f', ['pkg/mod.py']],
  ['tests/test_x.py', 'pkg', 'mod', ['pkg/mod.py', 'pkg/__init__.py']],
  ['tests/test_x.py', 'lib.util', 'f', ['src/lib/util.py']],
  ['pkg/sub/deep.py', '..mod', 'f', ['pkg/mod.py']],
  ['pkg/mod.py', '.', 'mod', ['pkg/mod.py', 'pkg/__init__.py']],
  ['pkg/mod.py', 'os', 'path', []],
])('%s importing %s (%s) means %j', (from, module, imported, expected) => {
  expect(resolveImport({ from, module, imported }, paths)).toEqual(expected);
});

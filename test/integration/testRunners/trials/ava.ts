import { linkPackages } from '../installedRunners';
import type { Trial } from '../trial';

export const AVA: Trial = {
  runner: 'ava',
  fixture: 'ava',
  file: (name) => `tests/${name}.test.js`,
  title: (words) => words,
  prepare: (root) => linkPackages(root, 'ava'),
  lacks: {
    nested: 'ava has no suites.',
    loadPlace: 'ava does not tell where a syntax error is.',
    hooks: 'ava does not name the tests behind a broken hook.',
    hangs: 'ava tells a test when it has ended.',
  },
};

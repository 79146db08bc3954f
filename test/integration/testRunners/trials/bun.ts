import { linkPackages } from '../installedRunners';
import type { Trial } from '../trial';

export const BUN: Trial = {
  runner: 'bun',
  fixture: 'bun',
  file: (name) => `tests/${name}.test.ts`,
  title: (words) => words,
  prepare: (root) => linkPackages(root, 'bun'),
  lacks: {
    hooks: 'bun does not name the tests behind a broken hook.',
    hangs: 'bun names a test only when it has ended.',
    stray: 'bun runs no test of a file that has an error outside of tests.',
  },
};

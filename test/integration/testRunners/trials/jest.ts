import { linkPackages } from '../installedRunners';
import type { Trial } from '../trial';

export const JEST: Trial = {
  runner: 'jest',
  fixture: 'jest',
  file: (name) => `tests/${name}.test.js`,
  title: (words) => words,
  prepare: (root) => linkPackages(root, 'jest'),
};

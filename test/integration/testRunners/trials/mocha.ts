import { linkPackages } from '../installedRunners';
import type { Trial } from '../trial';

export const MOCHA: Trial = {
  runner: 'mocha',
  fixture: 'mocha',
  file: (name) => `tests/${name}.test.js`,
  title: (words) => words,
  prepare: (root) => linkPackages(root, 'mocha'),
};

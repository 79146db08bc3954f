import { linkPackages } from '../installedRunners';
import type { Trial } from '../trial';

export const TAP: Trial = {
  runner: 'tap',
  fixture: 'tap',
  file: (name) => `tests/${name}.test.js`,
  title: (words) => words,
  prepare: (root) => linkPackages(root, 'tap'),
  built: ['.tap'],
  lacks: {
    hooks: 'An error in a hook of tap ends its file.',
    hangs: 'tap tells a test when it has ended.',
  },
};

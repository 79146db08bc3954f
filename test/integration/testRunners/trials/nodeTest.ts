import type { Trial } from '../trial';

export const NODE_TEST: Trial = {
  runner: 'node:test',
  triedWith: 'Node 24',
  fixture: 'node',
  file: (name) => `tests/${name}.test.js`,
  title: (words) => words,
};

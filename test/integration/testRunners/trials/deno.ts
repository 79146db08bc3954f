import { linkPackages } from '../installedRunners';
import type { Trial } from '../trial';

export const DENO: Trial = {
  runner: 'deno',
  fixture: 'deno',
  file: (name) => `tests/${name}.test.ts`,
  title: (words) => words,
  prepare: (root) => linkPackages(root, 'deno'),
  silenceMs: 12_000,
  lacks: {
    parameters: 'Deno runs a test with all of its steps.',
    loadBeside: 'Deno runs nothing when one file does not load.',
    stray: 'Deno runs no test of a file that has an error outside of tests.',
  },
};

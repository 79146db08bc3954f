import { linkPackages } from '../installedRunners';
import type { Trial } from '../trial';

export const PLAYWRIGHT: Trial = {
  runner: 'playwright',
  fixture: 'playwright',
  file: (name) => `tests/${name}.test.ts`,
  title: (words) => words,
  prepare: (root) => linkPackages(root, '@playwright/test'),
  lacks: {
    loadBeside: 'Playwright runs nothing when one file does not load.',
    stray: 'An error outside of tests ends Playwright before it runs them.',
  },
};

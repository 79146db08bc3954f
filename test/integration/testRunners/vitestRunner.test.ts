import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe } from 'vitest';
import { strayErrorContract, testRunnerContract } from './contract';
import type { Trial } from './trial';

const INSTALLED = join(import.meta.dirname, '../../../node_modules/vitest');

const TRIAL: Trial = {
  runner: 'vitest',
  fixture: 'vitest',
  file: (name) => `tests/${name}.test.ts`,
  title: (words) => words,
  async prepare(root) {
    await mkdir(join(root, 'node_modules'));
    await symlink(INSTALLED, join(root, 'node_modules', 'vitest'), 'junction');
  },
};

describe('vitest', { timeout: 60_000 }, () => {
  testRunnerContract(TRIAL);
  strayErrorContract(TRIAL);
});

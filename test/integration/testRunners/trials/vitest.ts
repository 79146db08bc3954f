import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Trial } from '../trial';

const INSTALLED = join(import.meta.dirname, '../../../../node_modules/vitest');

export const VITEST: Trial = {
  runner: 'vitest',
  triedWith: '5.1',
  fixture: 'vitest',
  file: (name) => `tests/${name}.test.ts`,
  title: (words) => words,
  async prepare(root) {
    await mkdir(join(root, 'node_modules'));
    await symlink(INSTALLED, join(root, 'node_modules', 'vitest'), 'junction');
  },
};

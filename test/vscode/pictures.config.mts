import { defineConfig } from 'vitest/config';

const SLOW_MS = 600_000;

/** `npm run pictures`: takes the pictures of the README anew, from a real window. */
export default defineConfig({
  test: {
    include: ['test/vscode/pictures/*.ts'],
    globalSetup: ['test/vscode/support/packagedExtension.ts'],
    testTimeout: SLOW_MS,
    hookTimeout: SLOW_MS,
    fileParallelism: false,
  },
});

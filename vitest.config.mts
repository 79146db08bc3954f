import { defineConfig } from 'vitest/config';

const SLOW_MS = 120_000;

export default defineConfig({
  test: {
    reporters: ['default', './test/support/countReporter.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/architecture/*.test.ts'],
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: SLOW_MS,
          hookTimeout: SLOW_MS,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'vscode',
          include: ['test/vscode/*.test.ts'],
          globalSetup: ['test/vscode/support/packagedExtension.ts'],
          testTimeout: 3 * SLOW_MS,
          hookTimeout: 3 * SLOW_MS,
          maxWorkers: 2,
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['src/core/**'],
      thresholds: { lines: 90 },
    },
  },
});

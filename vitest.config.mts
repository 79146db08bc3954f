import { defineConfig } from 'vitest/config';

const SLOW_MS = 120_000;

export default defineConfig({
  test: {
    reporters: [
      'default',
      './test/support/countReporter.ts',
      ...(process.env['FIXPOINT_FAULTS'] === undefined ? [] : ['./test/support/faultsReporter.ts']),
    ],
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
          // One group after the other: windows that wait for a busy machine are flaky.
          sequence: { groupOrder: 1 },
          include: ['test/integration/**/*.test.ts'],
          testTimeout: SLOW_MS,
          hookTimeout: SLOW_MS,
          // Most of the time these tests wait: for tools to start, for limits to pass.
          maxWorkers: 3,
        },
      },
      {
        test: {
          name: 'vscode',
          sequence: { groupOrder: 2 },
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

import { defineConfig } from 'vitest/config';

const SLOW_MS = 3_600_000;

/** `npm run bench:responsiveness`: measures the extension host of a real VS Code. */
export default defineConfig({
  test: { include: ['bench/responsiveness.ts'], testTimeout: SLOW_MS },
});

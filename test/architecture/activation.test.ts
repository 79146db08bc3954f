import { build, type Metafile } from 'esbuild';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, test } from 'vitest';

/** Room for the extension's own surfaces; the smallest part of the engine would not fit in. */
const MAX_KILOBYTES = 180;
const ENTRIES = ['src/extension/main.ts', 'src/extension/extension.ts'];

const { loadedAtOnce } = createRequire(import.meta.url)('../../esbuild.pieces.js') as {
  loadedAtOnce: (entries: readonly string[], outputs: Metafile['outputs']) => readonly string[];
};

describe('what activation loads', () => {
  let outputs: Metafile['outputs'];
  let loaded: readonly string[] = [];

  beforeAll(async () => {
    const { metafile } = await build({
      entryPoints: { extension: 'src/extension/main.ts' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      splitting: true,
      minify: true,
      keepNames: true,
      external: ['vscode'],
      outdir: 'dist',
      write: false,
      metafile: true,
    });
    ({ outputs } = metafile);
    loaded = loadedAtOnce(ENTRIES, outputs);
  }, 60_000);

  test(`is at most ${String(MAX_KILOBYTES)} KB`, () => {
    const bytes = loaded.reduce((sum, file) => sum + (outputs[file]?.bytes ?? 0), 0);
    expect(bytes / 1024).toBeLessThanOrEqual(MAX_KILOBYTES);
  });

  test('is without the engine and its packages: they come with the first repair', () => {
    const sources = loaded.flatMap((file) => Object.keys(outputs[file]?.inputs ?? {}));
    expect(sources).toContain('src/extension/extension.ts');
    expect(sources).not.toContain('src/core/session/solve.ts');
    const packages = sources.flatMap(
      (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [],
    );
    expect([...new Set(packages)]).toEqual(['diff']);
  });
});

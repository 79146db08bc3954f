import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/** The repository's root: every script of package.json and vitest itself start there. */
export const repository = process.cwd();

/**
 * Compiles the suite that runs inside the extension host into `out/test/suite`, and returns the path of the
 * module that exports `run()`. VS Code provides `vscode`, and mocha finds its own files only when not bundled.
 */
export async function buildSuite(): Promise<string> {
  const sources = join(repository, 'test', 'vscode', 'suite');
  const outdir = join(repository, 'out', 'test', 'suite');
  const names = (await readdir(sources)).filter((name) => /^index\.ts$|\.test\.ts$/.test(name));
  // A test that was renamed or removed must not run on from an older build.
  await rm(outdir, { recursive: true, force: true });
  await build({
    entryPoints: names.map((name) => join(sources, name)),
    outdir,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return join(outdir, 'index.js');
}

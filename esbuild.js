// Bundles the extension and the command line, and copies what they load at run time.
const { build, context } = require('esbuild');
const { cpSync, mkdirSync, rmSync } = require('node:fs');
const path = require('node:path');

const watch = process.argv.includes('--watch');
const dist = path.join(__dirname, 'dist');

/** VS Code's oldest supported extension host and the oldest Node of the command line. */
const TARGET = 'node20.12';

const shared = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: TARGET,
  outdir: dist,
  sourcemap: watch ? 'linked' : false,
  minify: !watch,
  keepNames: true,
  logLevel: 'warning',
};

const bundles = [
  { ...shared, entryPoints: { extension: 'src/extension/extension.ts' }, external: ['vscode'] },
  {
    ...shared,
    entryPoints: { cli: 'src/cli/main.ts' },
    banner: { js: '#!/usr/bin/env node' },
  },
];

/** Grammars that the syntax adapter knows; the package has many more. */
const GRAMMARS = ['javascript', 'typescript', 'tsx', 'python'];

function copyAssets() {
  const wasm = path.join(
    path.dirname(require.resolve('@vscode/tree-sitter-wasm/package.json')),
    'wasm',
  );
  mkdirSync(path.join(dist, 'grammars'), { recursive: true });
  const names = ['tree-sitter.wasm', ...GRAMMARS.map((name) => `tree-sitter-${name}.wasm`)];
  for (const name of names) cpSync(path.join(wasm, name), path.join(dist, 'grammars', name));
  const reporters = path.join(__dirname, 'src', 'adapters', 'testRunners', 'reporters');
  cpSync(reporters, path.join(dist, 'reporters'), {
    recursive: true,
    filter: (source) => !source.includes('__pycache__'),
  });
}

async function main() {
  rmSync(dist, { recursive: true, force: true });
  copyAssets();
  if (!watch) {
    await Promise.all(bundles.map((options) => build(options)));
    return;
  }
  const contexts = await Promise.all(bundles.map((options) => context(options)));
  await Promise.all(contexts.map((each) => each.watch()));
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});

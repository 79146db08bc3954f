// Bundles the extension and the command line, and copies what they load at run time.
const { build, context, transform } = require('esbuild');
const { cpSync, mkdirSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { inOneFile, loadedAtOnce, reference, withRequire } = require('./esbuild.pieces.js');

const watch = process.argv.includes('--watch');
/** For finding out what takes time: names stay readable, and nothing that ships is touched. */
const named = process.argv.includes('--named');
const dist = path.join(__dirname, named ? 'out/bench/named' : 'dist');

/** VS Code's oldest supported extension host and the oldest Node of the command line. */
const TARGET = 'node20.12';

const shared = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: TARGET,
  outdir: dist,
  sourcemap: watch ? 'linked' : false,
  minifyWhitespace: !watch,
  minifySyntax: !watch,
  minifyIdentifiers: !watch && !named,
  keepNames: true,
  logLevel: 'warning',
};

/** What VS Code loads, and what is imported on demand there before anything else. */
const ENTRY = 'extension.js';
const START = ['src/extension/main.ts', 'src/extension/extension.ts'];

const whole = {
  ...shared,
  entryPoints: { extension: 'src/extension/main.ts' },
  external: ['vscode'],
};

/**
 * The extension is cut where it imports on demand, so that VS Code's start loads only what activation needs.
 * esbuild cuts only ES modules, and VS Code loads only CommonJS: the pieces are translated as they are written.
 */
const inPieces = {
  ...whole,
  format: 'esm',
  splitting: true,
  chunkNames: 'extension-[name]-[hash]',
  write: false,
  metafile: true,
  plugins: [{ name: 'write-commonjs', setup: ({ onEnd }) => onEnd(writeCommonJs) }],
};

const bundles = [
  watch ? whole : inPieces,
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

async function writeCommonJs({ outputFiles, metafile }) {
  const options = { format: 'cjs', platform: 'node', target: TARGET, minify: !named };
  const texts = new Map();
  for (const { path: file, text } of outputFiles ?? []) {
    texts.set(path.basename(file), (await transform(withRequire(text), options)).code);
  }
  const outputs = metafile?.outputs ?? {};
  const atStart = loadedAtOnce(START, outputs).map((file) => path.basename(file));
  const start = inOneFile(new Map(atStart.map((name) => [name, texts.get(name)])), ENTRY);
  for (const name of atStart) texts.set(name, reference(name, ENTRY));
  for (const [name, text] of texts.set(ENTRY, start)) writeFileSync(path.join(dist, name), text);
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

import { existsSync, mkdirSync, readFileSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

import { execa } from 'execa';
import { expect, test } from 'vitest';

import { openWorkspace } from '../../../src/adapters/workspace/nodeWorkspace';
import { folderPicture } from '../../support/folderPicture';
import { temporaryFolder } from '../../support/temporaryFolder';
import { writeFiles } from '../../support/writeFiles';
import { testWorkspace } from './openTestWorkspace';

const MONOREPO = {
  '.gitignore': 'node_modules/\n',
  'package.json': '{"workspaces":["packages/*"]}',
  'packages/core/package.json': '{"name":"@shop/core","main":"index.js"}',
  'packages/core/index.js': "module.exports = 'original';\n",
  'packages/app/main.js': "console.log(require('@shop/core'), require('plain'));\n",
  'node_modules/plain/index.js': "module.exports = 'plain';\n",
  'node_modules/.vite/cache.json': '{}',
  'node_modules/.package-lock.json': '{}',
};

async function runMain(root: string): Promise<string> {
  const { stdout } = await execa(process.execPath, ['packages/app/main.js'], { cwd: root });
  return stdout;
}

test('fault 42: a monorepo loads the changed package from the tree, not the original', async () => {
  const { root, openTree } = testWorkspace(MONOREPO);
  mkdirSync(join(root, 'node_modules/@shop'));
  symlinkSync('../../packages/core', join(root, 'node_modules/@shop/core'));
  const user = folderPicture(root);
  const tree = await openTree();
  expect(await runMain(tree.root)).toBe('original plain');
  await tree.reset(new Map([['packages/core/index.js', "module.exports = 'revised';\n"]]));
  expect(await runMain(tree.root)).toBe('revised plain');
  expect(await runMain(root)).toBe('original plain');
  expect(folderPicture(root)).toEqual(user);
});

test('fault 42: a pnpm monorepo with nested node_modules loads the changed package too', async () => {
  const { root, openTree } = testWorkspace(MONOREPO);
  rmSync(join(root, 'node_modules'), { recursive: true });
  const store = 'node_modules/.pnpm/plain@1.0.0/node_modules/plain';
  writeFiles(root, { [`${store}/index.js`]: "module.exports = 'stored';\n" });
  mkdirSync(join(root, 'packages/app/node_modules/@shop'), { recursive: true });
  symlinkSync('../../../core', join(root, 'packages/app/node_modules/@shop/core'));
  symlinkSync(`../../../${store}`, join(root, 'packages/app/node_modules/plain'));
  const tree = await openTree();
  await tree.reset(new Map([['packages/core/index.js', "module.exports = 'revised';\n"]]));
  expect(await runMain(tree.root)).toBe('revised stored');
});

test('programs in .bin run from the tree', async () => {
  const { root, openTree } = testWorkspace({
    '.gitignore': 'node_modules/\n',
    'node_modules/tool/cli.js': "#!/usr/bin/env node\nconsole.log('ran in ' + process.cwd());\n",
  });
  mkdirSync(join(root, 'node_modules/.bin'));
  symlinkSync('../tool/cli.js', join(root, 'node_modules/.bin/tool'));
  const tree = await openTree();
  const { stdout } = await execa(process.execPath, ['node_modules/.bin/tool'], { cwd: tree.root });
  expect(stdout).toBe(`ran in ${tree.root}`);
  expect(readlinkSync(join(tree.root, 'node_modules/.bin/tool'))).toBe('../tool/cli.js');
});

test('caches in node_modules are private to the tree and outlive a reset', async () => {
  const { root, openTree } = testWorkspace(MONOREPO);
  const tree = await openTree();
  expect(existsSync(join(tree.root, 'node_modules/.vite'))).toBe(false);
  writeFiles(tree.root, { 'node_modules/.vite/cache.json': 'warm', 'node_modules/evil/x.js': '' });
  await tree.reset(new Map());
  expect(readFileSync(join(tree.root, 'node_modules/.vite/cache.json'), 'utf8')).toBe('warm');
  expect(existsSync(join(tree.root, 'node_modules/evil'))).toBe(false);
  expect(readFileSync(join(root, 'node_modules/.vite/cache.json'), 'utf8')).toBe('{}');
});

test('a package link that a test replaced or removed is put right', async () => {
  const { openTree } = testWorkspace(MONOREPO);
  const tree = await openTree();
  const baseline = folderPicture(tree.root);
  const link = join(tree.root, 'node_modules/plain');
  rmSync(link);
  writeFiles(link, { 'index.js': "module.exports = 'forged';\n" });
  await tree.reset(new Map());
  expect(folderPicture(tree.root)).toEqual(baseline);
  rmSync(join(tree.root, 'node_modules'), { recursive: true });
  await tree.reset(new Map());
  expect(folderPicture(tree.root)).toEqual(baseline);
});

test('a node_modules that is itself a link is seen package by package', async () => {
  const elsewhere = temporaryFolder();
  writeFiles(elsewhere, { 'plain/index.js': "module.exports = 'elsewhere';\n" });
  const { root, openTree } = testWorkspace(
    { 'main.js': "console.log(require('plain'));\n" },
    { git: false },
  );
  symlinkSync(elsewhere, join(root, 'node_modules'));
  const tree = await openTree();
  const { stdout } = await execa(process.execPath, ['main.js'], { cwd: tree.root });
  expect(stdout).toBe('elsewhere');
  expect(readlinkSync(join(tree.root, 'node_modules/plain'))).toBe(join(elsewhere, 'plain'));
});

test('fault 48: a virtual environment is seen whole, whatever its name', async () => {
  const { root, openTree } = testWorkspace({
    '.gitignore': 'my-env/\n',
    'my-env/pyvenv.cfg': 'home = /usr/bin\n',
    'my-env/lib/site.py': 'x = 1\n',
  });
  const tree = await openTree();
  expect(readlinkSync(join(tree.root, 'my-env'))).toBe(join(root, 'my-env'));
  await tree.dispose();
  expect(existsSync(join(root, 'my-env/lib/site.py'))).toBe(true);
});

test('a package opened by itself still finds what lies above it in its repository', async () => {
  const { root, cache } = testWorkspace({
    ...MONOREPO,
    'tsconfig.base.json': '{}',
    'packages/core/node_modules/inner/index.js': '',
  });
  mkdirSync(join(root, 'node_modules/@shop'));
  symlinkSync('../../packages/core', join(root, 'node_modules/@shop/core'));
  const opened = join(root, 'packages/core');
  const workspace = await openWorkspace({ root: opened, cacheFolder: cache });
  const tree = await workspace.openTree(new AbortController().signal);
  expect(await workspace.list()).toEqual(['index.js', 'package.json']);
  const script = "console.log(require('plain'), require('@shop/core'))";
  await tree.reset(new Map([['index.js', "module.exports = 'revised';\n"]]));
  const { stdout } = await execa(process.execPath, ['-e', script], { cwd: tree.root });
  expect(stdout).toBe('plain revised');
  expect(readFileSync(join(tree.root, '../../tsconfig.base.json'), 'utf8')).toBe('{}');
  await workspace.dispose();
});

test('fault 34: files of a submodule or nested repository are there for tests, but not to be changed', async () => {
  const { root, open } = testWorkspace({ 'a.ts': 'a' });
  await execa('git', ['init', '-q', join(root, 'nested')]);
  writeFiles(root, { 'nested/lib.ts': 'lib' });
  const workspace = await open();
  expect(await workspace.list()).toEqual(['a.ts']);
  const tree = await workspace.openTree(new AbortController().signal);
  expect(readFileSync(join(tree.root, 'nested/lib.ts'), 'utf8')).toBe('lib');
  expect(existsSync(join(tree.root, 'nested/.git'))).toBe(false);
});

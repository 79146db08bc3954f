import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { execa } from 'execa';
import { expect, test } from 'vitest';

import { folderPicture } from '../../support/folderPicture';
import { temporaryFolder } from '../../support/temporaryFolder';
import { writeFiles } from '../../support/writeFiles';
import { testWorkspace } from './openTestWorkspace';

const FILES = {
  '.gitignore': 'dist/\n.env\n.cache/\n',
  'src/a.ts': 'a\r\n',
  'src/deep/b.ts': '\uFEFFb',
  'run.sh': '#!/bin/sh\n',
  'raw.bin': Buffer.from([0, 255, 128]),
};

test('is a copy of the workspace, byte for byte and mode for mode, under the same name', async () => {
  const { root, openTree } = testWorkspace(FILES);
  chmodSync(join(root, 'run.sh'), 0o755);
  chmodSync(join(root, 'src/a.ts'), 0o444);
  const tree = await openTree();
  const ownFiles = folderPicture(root).filter((line) => !line.startsWith('.git'));
  expect(folderPicture(tree.root).filter((line) => !line.startsWith('.git'))).toEqual(ownFiles);
  expect(tree.root.endsWith('/project')).toBe(true);
  expect(statSync(join(tree.root, '..', '..')).mode & 0o777).toBe(0o700);
});

test('fault 47: holds small ignored output and configuration for the tests, but no caches', async () => {
  const { root, openTree } = testWorkspace(FILES);
  writeFiles(root, { 'dist/a.js': 'built', '.env': 'KEY=1', '.cache/x': 'cache' });
  const tree = await openTree();
  expect(readFileSync(join(tree.root, 'dist/a.js'), 'utf8')).toBe('built');
  expect(readFileSync(join(tree.root, '.env'), 'utf8')).toBe('KEY=1');
  expect(existsSync(join(tree.root, '.cache'))).toBe(false);
});

test('leaves a large ignored folder out whole, and says so', async () => {
  const { root, open } = testWorkspace(FILES);
  writeFiles(root, { 'dist/small.js': 'x', 'dist/large.bin': Buffer.alloc(51 * 1024 * 1024) });
  const workspace = await open();
  const tree = await workspace.openTree(new AbortController().signal);
  expect(existsSync(join(tree.root, 'dist'))).toBe(false);
  expect(workspace.omitted).toEqual(['dist']);
});

test('becomes the baseline plus the changes of each reset', async () => {
  const { openTree } = testWorkspace(FILES);
  const tree = await openTree();
  const baseline = folderPicture(tree.root);
  await tree.reset(
    new Map([
      ['src/a.ts', 'changed\r\n'],
      ['src/new/c.ts', 'created'],
      ['src/deep/b.ts', null],
    ]),
  );
  expect(readFileSync(join(tree.root, 'src/a.ts'), 'utf8')).toBe('changed\r\n');
  expect(readFileSync(join(tree.root, 'src/new/c.ts'), 'utf8')).toBe('created');
  expect(existsSync(join(tree.root, 'src/deep'))).toBe(false);
  await tree.reset(new Map([['src/a.ts', 'other']]));
  expect(readFileSync(join(tree.root, 'src/a.ts'), 'utf8')).toBe('other');
  await tree.reset(new Map());
  expect(folderPicture(tree.root)).toEqual(baseline);
});

test('lets a file take the place of a folder and a folder that of a file', async () => {
  const { openTree } = testWorkspace(FILES);
  const tree = await openTree();
  const baseline = folderPicture(tree.root);
  await tree.reset(
    new Map([
      ['src/deep/b.ts', null],
      ['src/deep', 'now a file'],
      ['run.sh', null],
      ['run.sh/inner', 'now a folder'],
    ]),
  );
  expect(readFileSync(join(tree.root, 'src/deep'), 'utf8')).toBe('now a file');
  expect(readFileSync(join(tree.root, 'run.sh/inner'), 'utf8')).toBe('now a folder');
  await tree.reset(new Map());
  expect(folderPicture(tree.root)).toEqual(baseline);
});

test('fault 63: undoes whatever a test did to the tree, and the workspace never noticed', async () => {
  const { root, openTree } = testWorkspace(FILES);
  const outside = temporaryFolder();
  const user = folderPicture(root);
  const tree = await openTree();
  const baseline = folderPicture(tree.root);
  const inTree = (path: string): string => join(tree.root, path);
  const { mtime } = statSync(inTree('run.sh'));
  writeFileSync(inTree('run.sh'), '#!/bin/SH\n');
  utimesSync(inTree('run.sh'), mtime, mtime);
  chmodSync(inTree('raw.bin'), 0o600);
  rmSync(inTree('src'), { recursive: true });
  symlinkSync(outside, inTree('src'));
  writeFiles(tree.root, { 'created/by/test.txt': 'x', '.hidden': 'x' });
  rmSync(inTree('.gitignore'));
  linkSync(inTree('raw.bin'), inTree('.gitignore'));
  await tree.reset(new Map());
  expect(folderPicture(tree.root)).toEqual(baseline);
  expect(folderPicture(outside)).toEqual([]);
  expect(folderPicture(root)).toEqual(user);
});

test('fault 64: is whole again after a test removed it all', async () => {
  const { openTree } = testWorkspace(FILES);
  const tree = await openTree();
  const baseline = folderPicture(tree.root);
  rmSync(tree.root, { recursive: true });
  await tree.reset(new Map());
  expect(folderPicture(tree.root)).toEqual(baseline);
});

test('fault 93: writes nothing through a link that a test put in the place of the whole tree', async () => {
  const { openTree } = testWorkspace(FILES);
  const outside = temporaryFolder();
  const tree = await openTree();
  const baseline = folderPicture(tree.root);
  rmSync(tree.root, { recursive: true });
  symlinkSync(outside, tree.root);
  await tree.reset(new Map([['src/a.ts', 'changed']]));
  await tree.reset(new Map());
  expect(folderPicture(outside)).toEqual([]);
  expect(folderPicture(tree.root)).toEqual(baseline);
});

test('opens folders again that a test locked', async () => {
  const { openTree } = testWorkspace(FILES);
  const tree = await openTree();
  chmodSync(join(tree.root, 'src/deep'), 0o000);
  await tree.reset(new Map([['src/deep/b.ts', 'changed']]));
  expect(statSync(join(tree.root, 'src/deep')).mode & 0o700).toBe(0o700);
  expect(readFileSync(join(tree.root, 'src/deep/b.ts'), 'utf8')).toBe('changed');
});

test('writes only the files that differ', async () => {
  const { openTree } = testWorkspace(FILES);
  const tree = await openTree();
  await tree.reset(new Map([['src/a.ts', 'one']]));
  const stamps = (): readonly number[] =>
    ['src/a.ts', 'src/deep/b.ts', 'run.sh'].map((path) => lstatSync(join(tree.root, path)).ino);
  const before = stamps();
  const { mtimeMs } = statSync(join(tree.root, 'src/a.ts'));
  await tree.reset(new Map([['src/a.ts', 'one']]));
  expect(stamps()).toEqual(before);
  expect(statSync(join(tree.root, 'src/a.ts')).mtimeMs).toBe(mtimeMs);
});

test('fault 69: moves a changed file forward by whole seconds each time, also when it is put back', async () => {
  const { openTree } = testWorkspace(FILES);
  const tree = await openTree();
  const seconds = (): number => Math.floor(statSync(join(tree.root, 'src/a.ts')).mtimeMs / 1000);
  const seen = [seconds()];
  for (const text of ['x=1', 'x=2', undefined, 'x=1']) {
    await tree.reset(new Map(text === undefined ? [] : [['src/a.ts', text]]));
    seen.push(seconds());
  }
  expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
});

test('fault 69: never lets Python run stale bytecode of the same size', async () => {
  const { openTree } = testWorkspace({
    'value.py': 'X = 0\n',
    'main.py': 'import value\nprint(value.X)\n',
  });
  const tree = await openTree();
  // Outside the tree, so that a reset can't help by removing it.
  const env = { PYTHONPYCACHEPREFIX: temporaryFolder(), PYTHONDONTWRITEBYTECODE: '' };
  const printed: string[] = [];
  for (const digit of ['1', '2', '3', '4']) {
    await tree.reset(new Map([['value.py', `X = ${digit}\n`]]));
    const { stdout } = await execa('python3', ['main.py'], { cwd: tree.root, env });
    printed.push(stdout);
  }
  expect(printed).toEqual(['1', '2', '3', '4']);
});

test('keeps the mode of a changed file and gives a new one no execute bit', async () => {
  const { root, openTree } = testWorkspace(FILES);
  chmodSync(join(root, 'run.sh'), 0o755);
  const tree = await openTree();
  await tree.reset(
    new Map([
      ['run.sh', 'changed'],
      ['new.ts', 'new'],
    ]),
  );
  expect(statSync(join(tree.root, 'run.sh')).mode & 0o777).toBe(0o755);
  expect(statSync(join(tree.root, 'new.ts')).mode & 0o777).toBe(0o644);
});

test('fault 93: refuses changes that lead out of the tree, through links, into dependencies or git', async () => {
  const { root, openTree } = testWorkspace({
    ...FILES,
    '.gitignore': 'node_modules/\n',
    'node_modules/x/index.js': 'x',
  });
  symlinkSync('src', join(root, 'alias'));
  const tree = await openTree();
  const baseline = folderPicture(tree.root);
  const refused = [
    '../project2/a.ts',
    '/etc/passwd',
    'src/../../a.ts',
    'src//a.ts',
    './a.ts',
    '',
    'src\\a.ts',
    'a\0.ts',
    '.git/hooks/pre-commit',
    'src/.GIT/config',
    '.g\u200cit/config',
    'alias',
    'alias/a.ts',
    'node_modules/x/index.js',
    'node_modules/y.js',
  ];
  for (const path of refused) {
    await expect(tree.reset(new Map([[path, 'x']])), path).rejects.toThrow('was refused');
  }
  expect(folderPicture(tree.root)).toEqual(baseline);
});

test('two trees of one workspace do not see each other', async () => {
  const { open } = testWorkspace(FILES);
  const workspace = await open();
  const { signal } = new AbortController();
  const [one, two] = await Promise.all([workspace.openTree(signal), workspace.openTree(signal)]);
  await one.reset(new Map([['src/a.ts', 'one']]));
  expect(readFileSync(join(two.root, 'src/a.ts'), 'utf8')).toBe('a\r\n');
});

test('starts from the baseline even if the user edited in between', async () => {
  const { root, open } = testWorkspace(FILES);
  const workspace = await open();
  writeFiles(root, { 'src/a.ts': 'edited meanwhile' });
  const tree = await workspace.openTree(new AbortController().signal);
  expect(readFileSync(join(tree.root, 'src/a.ts'), 'utf8')).toBe('a\r\n');
});

test('disposing removes links, not what they lead to', async () => {
  const { root, openTree } = testWorkspace(FILES);
  const outside = temporaryFolder();
  writeFiles(outside, { 'kept.txt': 'kept' });
  const user = folderPicture(root);
  const tree = await openTree();
  symlinkSync(outside, join(tree.root, 'planted'));
  mkdirSync(join(tree.root, 'locked/inner'), { recursive: true });
  chmodSync(join(tree.root, 'locked'), 0o500);
  await tree.dispose();
  expect(existsSync(tree.root)).toBe(false);
  expect(folderPicture(outside)).toHaveLength(1);
  expect(folderPicture(root)).toEqual(user);
});

test('an aborted opening leaves nothing behind', async () => {
  const { cache, open } = testWorkspace(FILES);
  const workspace = await open();
  const before = folderPicture(cache);
  const controller = new AbortController();
  const opening = workspace.openTree(controller.signal);
  controller.abort(new Error('stopped'));
  await expect(opening).rejects.toThrow('stopped');
  expect(folderPicture(cache)).toEqual(before);
});

import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { folderPicture } from '../../support/folderPicture';
import { temporaryFolder } from '../../support/temporaryFolder';
import { writeFiles } from '../../support/writeFiles';
import { openWorkspace } from '../../../src/adapters/workspace/nodeWorkspace';
import { testWorkspace } from './openTestWorkspace';

test('lists tracked and untracked files, but neither ignored nor deleted ones', async () => {
  const { root, open } = testWorkspace({
    '.gitignore': 'dist/\n.env\n',
    'src/a.ts': 'a',
    'src/gone.ts': 'gone',
    'dist/a.js': 'a',
    '.env': 'SECRET=1',
  });
  writeFiles(root, { 'src/new file $(x);.ts': 'new' });
  rmSync(join(root, 'src/gone.ts'));
  const workspace = await open();
  expect(await workspace.list()).toEqual(['.gitignore', 'src/a.ts', 'src/new file $(x);.ts']);
  expect(await workspace.read('.env')).toBeUndefined();
  expect(await workspace.read('dist/a.js')).toBeUndefined();
});

test('fault 37: lists a workspace without git by its own walk', async () => {
  const { open } = testWorkspace(
    {
      'a.py': 'a',
      '.env': 'SECRET=1',
      'node_modules/x/index.js': '',
      '__pycache__/a.pyc': '',
      'dist/a.js': '',
    },
    { git: false },
  );
  expect(await (await open()).list()).toEqual(['a.py']);
});

test('lists a folder that its parent repository ignores', async () => {
  const { root, cache } = testWorkspace({ '.gitignore': 'scratch/\n', 'scratch/a.ts': 'a' });
  const workspace = await openWorkspace({ root: join(root, 'scratch'), cacheFolder: cache });
  expect(await workspace.list()).toEqual(['a.ts']);
  await workspace.dispose();
});

test('reads the baseline even after the user edited, deleted or added files', async () => {
  const { root, open } = testWorkspace({ 'a.ts': 'before', 'b.ts': 'kept' });
  const workspace = await open();
  writeFiles(root, { 'a.ts': 'after', 'c.ts': 'new' });
  rmSync(join(root, 'b.ts'));
  expect(await workspace.read('a.ts')).toBe('before');
  expect(await workspace.read('b.ts')).toBe('kept');
  expect(await workspace.read('c.ts')).toBeUndefined();
});

test('faults 28, 29: reads byte order marks and line endings as they are', async () => {
  const { open } = testWorkspace({ 'a.cs': '\uFEFFone\r\ntwo\rthree\n' });
  expect(await (await open()).read('a.cs')).toBe('\uFEFFone\r\ntwo\rthree\n');
});

test('faults 30, 49: reads no file that is binary, of another encoding, or larger than a megabyte', async () => {
  const { open } = testWorkspace({
    'latin1.txt': Buffer.from([0x63, 0x61, 0x66, 0xe9]),
    'utf16.txt': Buffer.from('\uFEFFtext', 'utf16le'),
    'nul.txt': 'a\0b',
    'large.js': 'x'.repeat(1024 * 1024 + 1),
    'limit.js': 'x'.repeat(1024 * 1024),
  });
  const workspace = await open();
  const texts = await Promise.all((await workspace.list()).map((path) => workspace.read(path)));
  expect(texts.map((text) => text?.length)).toEqual([
    undefined,
    undefined,
    1024 * 1024,
    undefined,
    undefined,
  ]);
});

test('lays unsaved buffers over the files, keeping mark and mode, and writes nothing to the disk', async () => {
  const { root, open } = testWorkspace({ 'a.ts': '\uFEFFsaved', 'run.sh': 'saved', 'gone.ts': '' });
  chmodSync(join(root, 'run.sh'), 0o755);
  const before = folderPicture(root);
  const workspace = await open(
    new Map([
      ['a.ts', 'unsaved'],
      ['run.sh', 'unsaved'],
      ['new/untitled.ts', 'typed'],
      ['gone.ts', null],
    ]),
  );
  expect(await workspace.list()).toEqual(['a.ts', 'new/untitled.ts', 'run.sh']);
  expect(await workspace.read('a.ts')).toBe('\uFEFFunsaved');
  expect(await workspace.read('new/untitled.ts')).toBe('typed');
  const tree = await workspace.openTree(new AbortController().signal);
  expect(folderPicture(tree.root).find((line) => line.startsWith('run.sh'))).toContain(' 755 ');
  expect(folderPicture(root)).toEqual(before);
});

test('refuses an unsaved buffer that would be laid outside the workspace', async () => {
  const { open } = testWorkspace({ 'a.ts': '' });
  await expect(open(new Map([['../b.ts', 'x']]))).rejects.toThrow('"../b.ts"');
});

test('fault 33: neither lists nor copies what a link leads to outside the workspace', async () => {
  const outside = temporaryFolder();
  writeFiles(outside, { 'secret.txt': 'secret' });
  const { root, open } = testWorkspace({ 'a.ts': 'a' });
  symlinkSync(join(outside, 'secret.txt'), join(root, 'file'));
  symlinkSync(outside, join(root, 'folder'));
  const workspace = await open();
  expect(await workspace.list()).toEqual(['a.ts']);
  expect(await workspace.read('file')).toBeUndefined();
  expect(await workspace.read('folder/secret.txt')).toBeUndefined();
  expect(workspace.omitted).toEqual(['file', 'folder']);
  const tree = await workspace.openTree(new AbortController().signal);
  expect(folderPicture(tree.root).map((line) => line.split(' ')[0])).toEqual(['a.ts']);
});

test('fault 93: does not read through a tracked folder that became a link to the outside', async () => {
  const outside = temporaryFolder();
  writeFiles(outside, { 'secret.txt': 'secret' });
  const { root, open } = testWorkspace({ 'lib/secret.txt': 'harmless', 'a.ts': 'a' });
  rmSync(join(root, 'lib'), { recursive: true });
  symlinkSync(outside, join(root, 'lib'));
  const workspace = await open();
  expect(await workspace.read('lib/secret.txt')).toBeUndefined();
  expect(await workspace.list()).toEqual(['a.ts']);
});

test('fault 33: keeps links inside the workspace inside the tree, also absolute ones', async () => {
  const { root, open } = testWorkspace({ 'lib/real.txt': 'real' });
  symlinkSync('real.txt', join(root, 'lib/relative'));
  symlinkSync(join(root, 'lib'), join(root, 'absolute'));
  const tree = await (await open()).openTree(new AbortController().signal);
  expect(folderPicture(tree.root).filter((line) => line.includes('->'))).toEqual([
    'absolute -> lib',
    'lib/relative -> real.txt',
  ]);
});

test('faults 45, 106: runs no program that the repository names', async () => {
  const { root, open } = testWorkspace({ 'a.ts': 'a', '.gitattributes': '* filter=evil\n' });
  const canary = join(root, '..', 'canary');
  const script = join(root, '.git/evil.sh');
  writeFileSync(script, `#!/bin/sh\ntouch '${canary}'\n`, { mode: 0o755 });
  for (const hook of ['post-index-change', 'post-checkout']) {
    writeFileSync(join(root, '.git/hooks', hook), `#!/bin/sh\ntouch '${canary}'\n`, {
      mode: 0o755,
    });
  }
  writeFileSync(
    join(root, '.git/config'),
    `[core]\n\tfsmonitor = ${script}\n\tpager = ${script}\n[filter "evil"]\n\tclean = ${script}\n\tsmudge = ${script}\n[diff]\n\texternal = ${script}\n`,
    { flag: 'a' },
  );
  expect(await (await open()).list()).toEqual(['.gitattributes', 'a.ts']);
  expect(existsSync(canary)).toBe(false);
});

test('fault 107: runs no git that lies in the workspace', async () => {
  const { root, open } = testWorkspace({ 'a.ts': 'a' });
  const canary = join(root, '..', 'canary');
  mkdirSync(join(root, 'bin'));
  writeFileSync(join(root, 'bin/git'), `#!/bin/sh\ntouch '${canary}'\n`, { mode: 0o755 });
  const path = process.env['PATH'];
  process.env['PATH'] = `${join(root, 'bin')}:.:${path ?? ''}`;
  try {
    expect(await (await open()).list()).toEqual(['a.ts', 'bin/git']);
  } finally {
    process.env['PATH'] = path;
  }
  expect(existsSync(canary)).toBe(false);
});

test('says which folder is missing', async () => {
  const folder = join(temporaryFolder(), 'nowhere');
  await expect(openWorkspace({ root: folder })).rejects.toThrow(`There is no folder ${folder};`);
});

test('tells what a file was in the last commit, whatever its filters and the folder', async () => {
  const { root, open } = testWorkspace({
    'src/ä b.ts': 'old\n',
    '.gitattributes': '*.ts filter=evil\n',
  });
  const author = ['-c', 'user.name=A', '-c', 'user.email=a@b'];
  execFileSync('git', ['-C', root, ...author, 'commit', '--quiet', '-m', 'All']);
  execFileSync('git', ['-C', root, 'config', 'filter.evil.smudge', 'touch smudged; cat']);
  writeFiles(root, { 'src/ä b.ts': 'new\n', 'src/untracked.ts': 'new\n' });
  const workspace = await open();
  expect(await workspace.committed?.('src/ä b.ts')).toBe('old\n');
  expect(await workspace.committed?.('src/untracked.ts')).toBeUndefined();
  expect(existsSync(join(root, 'smudged'))).toBe(false);
  const within = await openWorkspace({ root: join(root, 'src'), cacheFolder: temporaryFolder() });
  expect(await within.committed?.('ä b.ts')).toBe('old\n');
  await within.dispose();
});

test('without git nothing is known of the last commit', async () => {
  const { open } = testWorkspace({ 'a.ts': 'a' }, { git: false });
  expect(await (await open()).committed?.('a.ts')).toBeUndefined();
});

test('a file that only another repository has is not asked for there', async () => {
  const { root, open } = testWorkspace({ 'a.ts': 'old\n' });
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-C', root, ...args], { encoding: 'utf8' }).trim();
  git('-c', 'user.name=A', '-c', 'user.email=a@b', 'commit', '--quiet', '-m', 'All');
  const blob = git('rev-parse', 'HEAD:a.ts');
  const planted = join(root, 'planted');
  git('config', 'core.repositoryFormatVersion', '1');
  git('config', 'extensions.partialClone', 'origin');
  git('config', 'remote.origin.promisor', 'true');
  git('config', 'remote.origin.url', root);
  git('config', 'remote.origin.uploadpack', `touch '${planted}'; git-upload-pack`);
  rmSync(join(root, '.git/objects', blob.slice(0, 2), blob.slice(2)));
  expect(await (await open()).committed?.('a.ts')).toBeUndefined();
  expect(existsSync(planted)).toBe(false);
});

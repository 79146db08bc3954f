import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { applyToFolder } from '../../../src/adapters/workspace/applyToFolder';
import { fileEditBetween } from '../../../src/core/revisions/applyRevision';
import type { FileEdit } from '../../../src/core/revisions/fileEdit';
import { folderPicture } from '../../support/folderPicture';
import { temporaryFolder } from '../../support/temporaryFolder';
import { writeFiles } from '../../support/writeFiles';

function editOfFile(path: string, before: string, after: string): FileEdit {
  const edit = fileEditBetween(path, before, after);
  if (edit === undefined) throw new Error('The texts are equal');
  return edit;
}

const isRoot = process.getuid?.() === 0;

/** A folder with these files. */
function folder(files: Readonly<Record<string, string>>): string {
  const root = temporaryFolder();
  writeFiles(root, files);
  return root;
}

test.skipIf(!isRoot)('fault 32: a written file keeps its mode and its owner', async () => {
  const root = folder({ 'run.sh': 'old\n' });
  const file = join(root, 'run.sh');
  chownSync(file, 1234, 2345);
  chmodSync(file, 0o4750);
  await applyToFolder(root, [editOfFile('run.sh', 'old\n', 'new\n')]);
  const { mode, uid, gid } = statSync(file);
  expect({ mode: (mode & 0o7777).toString(8), uid, gid }).toEqual({
    mode: '4750',
    uid: 1234,
    gid: 2345,
  });
});

test('fault 35: a read-only file is found before the first write', async () => {
  const root = folder({ 'a.js': 'a\n', 'b.js': 'b\n' });
  chmodSync(join(root, 'b.js'), 0o444);
  const before = folderPicture(root);
  const edits = [editOfFile('a.js', 'a\n', 'A\n'), editOfFile('b.js', 'b\n', 'B\n')];
  await expect(applyToFolder(root, edits)).rejects.toThrow(
    'b.js is read-only, so nothing was written',
  );
  expect(folderPicture(root)).toEqual(before);
});

test.skipIf(!isRoot)('fault 35: on a full disk nothing is written', async (context) => {
  const root = temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', root], { stdio: 'ignore' });
  } catch {
    context.skip('Nothing may be mounted here.');
  }
  onTestFinished(() => void execFileSync('umount', [root]));
  writeFiles(root, { 'a.js': 'a\n', 'b.js': 'b\n' });
  const before = folderPicture(root);
  const edits = [
    editOfFile('a.js', 'a\n', 'A\n'),
    editOfFile('b.js', 'b\n', 'b\n'.repeat(200_000)),
  ];
  await expect(applyToFolder(root, edits)).rejects.toThrow(
    "b.js can't be written, because the disk is full; make room",
  );
  expect(folderPicture(root)).toEqual(before);
});

test('fault 36: a file that was deleted or renamed meanwhile is not brought back', async () => {
  const root = folder({ 'a.js': 'a\n', 'b.js': 'b\n', 'c.js': 'c\n' });
  rmSync(join(root, 'a.js'));
  renameSync(join(root, 'b.js'), join(root, 'd.js'));
  const before = folderPicture(root);
  for (const [path, text] of [
    ['a.js', 'a\n'],
    ['b.js', 'b\n'],
  ] as const) {
    const edits = [editOfFile('c.js', 'c\n', 'C\n'), editOfFile(path, text, 'x\n')];
    await expect(applyToFolder(root, edits)).rejects.toThrow(
      `${path} has changed since the repair began`,
    );
    expect(folderPicture(root)).toEqual(before);
  }
});

test('faults 30, 36: a file that somebody saved in another encoding meanwhile keeps its bytes', async () => {
  const root = folder({});
  const file = join(root, 'a.js');
  writeFileSync(file, Buffer.from('a\n// caf\xe9\n', 'latin1'));
  const edit = editOfFile('a.js', 'a\n// café\n', 'b\n// café\n');
  await expect(applyToFolder(root, [edit])).rejects.toThrow('a.js has changed since the repair');
  expect(readFileSync(file).toString('latin1')).toBe('a\n// caf\xe9\n');
});

test('fault 93: a folder that became a link to the outside is not written through', async () => {
  const root = folder({ 'src/a.js': 'a\n' });
  const outside = folder({ 'a.js': 'a\n' });
  rmSync(join(root, 'src'), { recursive: true });
  symlinkSync(outside, join(root, 'src'), 'junction');
  await expect(applyToFolder(root, [editOfFile('src/a.js', 'a\n', 'b\n')])).rejects.toThrow(
    'leads out of the workspace through a link',
  );
  expect(readFileSync(join(outside, 'a.js'), 'utf8')).toBe('a\n');
});

test('fault 94: a hard link to a file outside is parted from it, never written through', async () => {
  const root = folder({ 'keep.txt': '' });
  const outside = folder({ 'shared.js': 'a\n' });
  linkSync(join(outside, 'shared.js'), join(root, 'a.js'));
  await applyToFolder(root, [editOfFile('a.js', 'a\n', 'b\n')]);
  expect(readFileSync(join(root, 'a.js'), 'utf8')).toBe('b\n');
  expect(readFileSync(join(outside, 'shared.js'), 'utf8')).toBe('a\n');
});

test('fault 41: of two names that differ in case only, exactly the one that was named is written', async () => {
  const root = folder({ 'Case.js': 'one\n' });
  mkdirSync(join(root, 'lib'));
  writeFileSync(join(root, 'case.js'), 'two\n');
  const isOneFile = readFileSync(join(root, 'Case.js'), 'utf8') === 'two\n';
  const edit = editOfFile('Case.js', isOneFile ? 'two\n' : 'one\n', 'new\n');
  await applyToFolder(root, [edit]);
  expect(readFileSync(join(root, 'Case.js'), 'utf8')).toBe('new\n');
  expect(readFileSync(join(root, 'case.js'), 'utf8')).toBe(isOneFile ? 'new\n' : 'two\n');
});

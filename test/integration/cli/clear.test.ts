import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openOwnJournal } from '../../../src/adapters/journal/ownJournal';
import { thisProcess } from '../../../src/adapters/ownerLock';
import { newJournalFile } from '../../../src/cli/projectJournals';
import { folderPicture } from '../../support/folderPicture';
import { story } from '../../support/sessionStory';
import { temporaryFolder } from '../../support/temporaryFolder';
import { writeFiles } from '../../support/writeFiles';
import { cartProject } from './cartProject';
import { runCli } from './runCli';

test('clear removes what is kept of a project after saying what, and neither a running session nor the project', async () => {
  const home = temporaryFolder();
  vi.stubEnv('XDG_STATE_HOME', home);
  onTestFinished(() => void vi.unstubAllEnvs());
  const env = { XDG_STATE_HOME: home, XDG_CACHE_HOME: home };
  const root = cartProject();
  const before = folderPicture(root);
  await runCli(['fix', '--cwd', root, '--provider', 'builtin'], { env });
  const other = newJournalFile('/home/other');
  await (await openOwnJournal(other)).close();
  const running = await openOwnJournal(newJournalFile(root));
  await running.append(story.session('m'));
  const trees = path.join(home, 'fixpoint/trees');
  writeFiles(path.join(trees, 'dead'), { 'a.js': '' });
  writeFileSync(
    path.join(trees, 'dead.lock'),
    JSON.stringify({ ...thisProcess(), pid: 2 ** 31 - 2 }),
  );
  const kept = folderPicture(home);

  const dry = await runCli(['clear', '--cwd', root, '--dry-run'], { env });
  expect(dry).toMatchObject({ exitCode: 0, stderr: '' });
  expect(folderPicture(home)).toEqual(kept);
  const cleared = await runCli(['clear', '--cwd', root], { env });
  expect(cleared.stdout.replaceAll(root, 'ROOT').replaceAll(/\d+ kB/g, 'N kB')).toBe(
    [
      'Removed of ROOT:',
      '  1 session (N kB)',
      '  what they taught (N kB)',
      '  the output of the last tests (N kB)',
      '  1 copy that killed sessions left',
      'What is running stays: 1 session.',
      '',
    ].join('\n'),
  );
  expect(dry.stdout).toBe(cleared.stdout.replace('Removed of', 'Kept of'));
  expect(readdirSync(trees)).toEqual([]);
  expect(existsSync(other)).toBe(true);
  expect(folderPicture(root)).toEqual(before);
  await running.close();
  const again = await runCli(['clear', '--cwd', root], { env });
  expect(again.stdout).toMatch(/ {2}1 session/);
  const last = await runCli(['clear', '--cwd', root], { env });
  expect(last.stdout).toBe(`Removed of ${root}:\n  nothing\n`);
});

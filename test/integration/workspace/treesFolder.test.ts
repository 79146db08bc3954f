import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

import { execa } from 'execa';
import { expect, onTestFinished, test, vi } from 'vitest';

import { thisProcess } from '../../../src/adapters/ownerLock';
import { RUN_ID_VARIABLE } from '../../../src/adapters/processes/killTree';
import { listProcesses, readEnvironmentValue } from '../../../src/adapters/processes/procFiles';
import { runPlace } from '../../../src/adapters/processes/runPlace';
import { makeTreesFolder } from '../../../src/adapters/workspace/treesFolder';
import { temporaryFolder } from '../../support/temporaryFolder';
import { writeFiles } from '../../support/writeFiles';

const WORKSPACE = '/nowhere/workspace';

function leftover(cache: string, name: string, lock: unknown): string {
  const folder = join(cache, 'trees', name);
  writeFiles(folder, { '1/project/a.ts': 'a' });
  writeFileSync(`${folder}.lock`, JSON.stringify(lock));
  return folder;
}

test('fault 120: removes what a dead process left, without following its links', async () => {
  const cache = temporaryFolder();
  const outside = temporaryFolder();
  writeFiles(outside, { 'kept.txt': 'kept' });
  const { pid } = await execa(process.execPath, ['-e', 'console.log(process.pid)']).then(
    ({ stdout }) => ({ pid: Number(stdout) }),
  );
  const dead = leftover(cache, 'dead', { pid, host: hostname() });
  symlinkSync(outside, join(dead, 'link'));
  const folder = await makeTreesFolder(WORKSPACE, cache);
  expect(existsSync(dead)).toBe(false);
  expect(existsSync(`${dead}.lock`)).toBe(false);
  expect(existsSync(join(outside, 'kept.txt'))).toBe(true);
  await folder.dispose();
});

test('fault 80: a run whose owner was killed is ended by the next start, with all it started, and its copy goes', async () => {
  const cache = temporaryFolder();
  const tree = leftover(cache, 'dead', { ...thisProcess(), pid: 2_147_483_646 });
  const place = join(tree, '1/project');
  const elsewhere = `require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { cwd: '/', detached: true, stdio: 'ignore' }).unref(); console.log('up'); setInterval(() => {}, 1000)`;
  const { runId } = await runPlace(place);
  const child = execa(process.execPath, ['-e', elsewhere], {
    cwd: place,
    env: { [RUN_ID_VARIABLE]: runId },
    detached: true,
    reject: false,
  });
  await once(child.stdout, 'data');
  const folder = await makeTreesFolder(WORKSPACE, cache);
  expect(await child).toMatchObject({ signal: 'SIGKILL' });
  const left = await Promise.all(
    (await listProcesses()).map((pid) => readEnvironmentValue(pid, RUN_ID_VARIABLE)),
  );
  expect(left).not.toContain(runId);
  expect(existsSync(tree)).toBe(false);
  await folder.dispose();
});

test('fault 82: a lock that a power cut emptied is let go of after a minute', async () => {
  const cache = temporaryFolder();
  const torn = leftover(cache, 'torn', '');
  writeFileSync(`${torn}.lock`, '');
  const minutesAgo = Date.now() / 1000 - 120;
  utimesSync(`${torn}.lock`, minutesAgo, minutesAgo);
  const folder = await makeTreesFolder(WORKSPACE, cache);
  expect(existsSync(torn)).toBe(false);
  await folder.dispose();
});

test('leaves alone what belongs to a living process, another machine, or nobody known', async () => {
  const cache = temporaryFolder();
  const kept = [
    leftover(cache, 'living', { pid: process.ppid, host: hostname() }),
    leftover(cache, 'elsewhere', { pid: 999_999_999, host: 'another-machine' }),
    leftover(cache, 'unknown', 'garbage'),
  ];
  const folder = await makeTreesFolder(WORKSPACE, cache);
  expect(kept.map((each) => existsSync(each))).toEqual([true, true, true]);
  await folder.dispose();
});

test('fault 109: is private, and leaves neither folder nor lock when disposed', async () => {
  const cache = temporaryFolder();
  const folder = await makeTreesFolder(WORKSPACE, cache);
  expect(statSync(folder.path).mode & 0o777).toBe(0o700);
  expect(statSync(join(cache, 'trees')).mode & 0o777).toBe(0o700);
  await folder.dispose();
  expect(readdirSync(join(cache, 'trees'))).toEqual([]);
});

test('goes elsewhere when the cache folder lies in the workspace', async () => {
  const workspace = temporaryFolder();
  const cache = join(workspace, 'not', 'yet', 'there');
  await expect(makeTreesFolder('/', cache)).rejects.toThrow('no place outside the workspace');
  const temporary = temporaryFolder();
  vi.stubEnv('TMPDIR', temporary);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const folder = await makeTreesFolder(workspace, cache);
  expect(folder.path.startsWith(`${temporary}/fixpoint-`)).toBe(true);
  expect(existsSync(cache)).toBe(false);
  await folder.dispose();
});

test('fault 109: refuses a folder of trees that is a link', async () => {
  const cache = temporaryFolder();
  mkdirSync(join(cache, 'elsewhere'));
  symlinkSync(join(cache, 'elsewhere'), join(cache, 'trees'));
  await expect(makeTreesFolder(WORKSPACE, cache)).rejects.toThrow('is a link');
});

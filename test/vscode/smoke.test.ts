import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repository } from './support/buildSuite';
import { requireHost, skipWithoutHost } from './support/hostPrograms';
import { openVsCode, type OpenVsCode } from './support/vscodeHost';
import { packageAndInstall, type InstalledExtensions } from './support/vsix';

describe.skipIf(skipWithoutHost())('the packaged extension, installed as a user does', () => {
  let workspace = '';
  let installed: InstalledExtensions | undefined;
  let code: OpenVsCode | undefined;

  beforeAll(async () => {
    requireHost();
    workspace = await mkdtemp(join(tmpdir(), 'fixpoint-workspace-'));
    await writeFile(join(workspace, 'sum.js'), 'module.exports = (a, b) => a - b;\n');
    installed = await packageAndInstall(repository);
    code = await openVsCode({ workspace, extensionsFolder: installed.folder });
  }, 300_000);

  afterAll(async () => {
    await code?.dispose();
    await installed?.dispose();
    await rm(workspace, { recursive: true, force: true });
  }, 60_000);

  test('has its view in the activity bar, also after a reload', { timeout: 180_000 }, async () => {
    const workbench = code?.workbench;
    await workbench?.sideBar.open('Repairs');
    await code?.reload();
    await workbench?.sideBar.open('Repairs');
    expect(await workbench?.screenshot('smoke')).toContain('smoke.png');
  });
});

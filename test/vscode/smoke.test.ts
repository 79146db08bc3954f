import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { requireHost, skipWithoutHost } from './support/hostPrograms';
import { openVsCode, type OpenVsCode } from './support/vscodeHost';

describe.skipIf(skipWithoutHost())('the packaged extension, installed as a user does', () => {
  let workspace = '';
  let code: OpenVsCode | undefined;

  beforeAll(async () => {
    requireHost();
    workspace = await mkdtemp(join(tmpdir(), 'fixpoint-workspace-'));
    await writeFile(join(workspace, 'sum.js'), 'module.exports = (a, b) => a - b;\n');
    code = await openVsCode({ workspace, extensionsFolder: inject('extensionsFolder') });
  }, 300_000);

  afterAll(async () => {
    await code?.dispose();
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

import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { skipWithoutHost } from './support/hostPrograms';
import { shopWorkspace } from './support/shopWorkspace';
import { openVsCode, type OpenVsCode } from './support/vscodeHost';

const SESSION = { timeoutMs: 90_000 };

describe.skipIf(skipWithoutHost())('a window in German', () => {
  let code: OpenVsCode;
  let workspace = '';

  beforeAll(async () => {
    workspace = await shopWorkspace('one');
    const extensionsFolder = inject('extensionsFolder');
    code = await openVsCode({ workspace, extensionsFolder, language: 'de' });
  }, 300_000);

  afterAll(async () => {
    await code.dispose();
    await rm(workspace, { recursive: true, force: true });
  });

  test('has titles, commands and what a repair says in German', async () => {
    const { workbench } = code;
    await workbench.sideBar.open('Reparaturen');
    await workbench.sideBar.showsButton('Rote Tests reparieren');
    await workbench.screenshot('german-welcome');
    await workbench.runCommand('Fixpoint: Rote Tests reparieren');
    await workbench.notification('Durchsehen', SESSION);
    await workbench.sideBar.row(/Rote Tests reparieren.*repariert/);
    await workbench.sideBar.row(/Revision 1.*1\/1 repariert · 0 kaputt/);
    await workbench.terminal.shows('✓ 1/1 repariert');
    await workbench.screenshot('german-repaired');
    expect((await workbench.statusBar()).join()).toContain('Fixpoint: repariert');
  });
});

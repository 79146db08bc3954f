import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ChatView } from './support/chatView';
import { skipWithoutHost } from './support/hostPrograms';
import { withModelExtension } from './support/modelExtension';
import { shopWorkspace } from './support/shopWorkspace';
import { openVsCode, type OpenVsCode } from './support/vscodeHost';
import type { InstalledExtensions } from './support/vsix';

const SESSION = { timeoutMs: 90_000 };

describe.skipIf(skipWithoutHost())('a window in German', () => {
  let code: OpenVsCode;
  let extensions: InstalledExtensions;
  let workspace = '';

  beforeAll(async () => {
    workspace = await shopWorkspace('one');
    extensions = await withModelExtension();
    code = await openVsCode({ workspace, extensionsFolder: extensions.folder, language: 'de' });
  }, 300_000);

  afterAll(async () => {
    await code.dispose();
    await extensions.dispose();
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

  test('is spoken to in German by @fixpoint', async () => {
    const { workbench } = code;
    const chat = new ChatView(workbench);
    await chat.open();
    await chat.hasModel('Scripted Actor');
    await chat.offers('@', '@fixpoint');
    await chat.ask('@fixpoint /generate');
    await chat.answers(
      'Sagen Sie, was geschrieben werden soll: „@fixpoint /generate eine Funktion …“.',
    );
    await chat.ask('@fixpoint');
    const answer = await chat.answers(/Durchsehen\s+Alle annehmen/, SESSION);
    expect(answer).toContain('Ihre Dateien ändern sich nur dort, wo Sie die Änderung annehmen');
    expect(answer).toContain('Revision 1: ✓ 1/1 repariert · ✓ 0 kaputt · ✓ kein Test abgeschwächt');
    const steps = await chat.showSteps('Vorher: 2 grün, 1 Ziel zu reparieren');
    expect(steps).toContain('Runde 1: ');
    await workbench.screenshot('german-chat');
  });
});

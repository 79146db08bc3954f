import { execFileSync } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startScriptedModel, type ScriptedModel } from '../support/scriptedModel';
import { skipWithoutHost } from './support/hostPrograms';
import { poll } from './support/poll';
import { Proposals } from './support/proposals';
import { shopWorkspace, wholeFix, loopFix } from './support/shopWorkspace';
import { openVsCode, type OpenVsCode } from './support/vscodeHost';
import type { Workbench } from './support/workbench';

const SESSION_MS = 90_000;

describe.skipIf(skipWithoutHost())('a repair in VS Code', () => {
  const folders: string[] = [];

  afterAll(async () => {
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });

  async function newShop(bugs: 'one' | 'three'): Promise<string> {
    const folder = await shopWorkspace(bugs);
    folders.push(folder);
    return folder;
  }

  describe('by the built-in search', () => {
    let workspace = '';
    let code: OpenVsCode;
    let workbench: Workbench;
    const cart = (): Promise<string> => readFile(join(workspace, 'src/cart.js'), 'utf8');
    let before = '';

    beforeAll(async () => {
      workspace = await newShop('one');
      before = await cart();
      code = await openVsCode({ workspace, extensionsFolder: inject('extensionsFolder') });
      ({ workbench } = code);
    }, 120_000);

    afterAll(() => code.dispose());

    test('ends with one notification, and changes no file by itself', async () => {
      await workbench.sideBar.open('Repairs');
      await workbench.runCommand('Fixpoint: Fix Failing Tests');
      await workbench.notification('Fixed: 1 of 1', { timeoutMs: SESSION_MS });
      expect(await cart()).toBe(before);
      await workbench.terminal.shows('1/1 fixed');
      await workbench.sideBar.row(/Revision 1.*1\/1 fixed · 0 broken/);
    });

    test('fault 73: shows the proposal beside the real file, with Accept, Reject and Why', async () => {
      await workbench.answerNotification('Fixed: 1 of 1', 'Review');
      await workbench.editors.activeTab('cart.js ↔ revision 1');
      await workbench.editors.clickCodeLens('Why');
      await new Proposals(workbench).thread('Compare with <');
      await workbench.terminal.shows('1/1 fixed');
      await workbench.screenshot('repair-why');
      // Longer than the delay of the editor's auto-save: what is not accepted must not get to the disk.
      const since = Date.now();
      await poll('two seconds', () => Date.now() - since > 2000);
      expect(await cart()).toBe(before);
    });

    test('fault 80: a pending review survives a reload of the window', async () => {
      await code.reload();
      await workbench.sideBar.open('Repairs');
      await workbench.sideBar.row(/Revision 1.*1\/1 fixed · 0 broken/);
      await workbench.sideBar.row(/cart\.js.*1 hunk/);
      // VS Code opens its own tabs again, unless the window was closed before it had noted them.
      await workbench.sideBar.clickRow('cart.js');
      await workbench.editors.activeTab('cart.js ↔ revision 1');
      await workbench.editors.showsText('i < items.length', { side: 'modified' });
      await workbench.screenshot('repair-reloaded');
    });

    test('an accepted hunk is saved, and its undoing brings it back to be decided', async () => {
      await workbench.editors.clickCodeLens('Accept');
      await poll('the accepted file', async () => (await cart()).includes('i < items.length'));
      await workbench.notification('every hunk is decided (1 accepted, 0 rejected)');
      await workbench.sideBar.row(/cart\.js.*1 accepted/);
      await workbench.editors.focus('original');
      await workbench.press('Control+z');
      await poll('the undone file', async () => (await cart()) === before);
      await workbench.sideBar.row(/cart\.js.*1 hunk/);
    });

    test('fault 72: typing into proposed lines becomes a conflict that Accept All leaves alone', async () => {
      await workbench.press('Control+p');
      await workbench.quickInput.fill('src/cart.js:4');
      await workbench.quickInput.pick('cart.js');
      await workbench.editors.activeTab(/^cart\.js(?!.*↔)/);
      await workbench.press('End');
      await workbench.type(' // mine');
      await workbench.sideBar.row(/1 conflict with your changes/);
      await workbench.runCommand('Fixpoint: Accept All');
      await workbench.notification('One hunk changes lines that you changed too');
      await workbench.screenshot('repair-conflict');
      await poll('the typed line on disk', async () =>
        (await cart()).includes('i <= items.length; i++) { // mine'),
      );
      await workbench.sideBar.clickRow('cart.js');
      await workbench.editors.activeTab('cart.js ↔ revision 1');
      await workbench.wait('the row of the conflict', async () => {
        const said = workbench.page.getByText('Conflict: you changed these lines');
        const lenses = await workbench.editors.codeLenses();
        return (await said.isVisible()) && lenses.join() === 'Take Proposal,Keep Mine,Why';
      });
      await workbench.screenshot('repair-conflict-diff');
    });
  });

  describe('by a model, step by step', () => {
    let workspace = '';
    let model: ScriptedModel;
    let code: OpenVsCode;
    let workbench: Workbench;
    const text = (path: string): Promise<string> => readFile(join(workspace, path), 'utf8');

    beforeAll(async () => {
      workspace = await newShop('three');
      model = await startScriptedModel(loopFix, wholeFix);
      code = await openVsCode({
        workspace,
        extensionsFolder: inject('extensionsFolder'),
        env: { OPENAI_API_KEY: 'not-a-real-key' },
        settings: {
          'fixpoint.provider': 'openai',
          'fixpoint.model': 'scripted',
          'fixpoint.baseUrl': model.baseUrl,
          'fixpoint.stepMode': true,
        },
      });
      ({ workbench } = code);
    }, 120_000);

    afterAll(async () => {
      await code.dispose();
      await model.close();
    });

    test('pauses after the first revision, and tells the model the hint', async () => {
      await workbench.sideBar.open('Repairs');
      await workbench.runCommand('Fixpoint: Fix Failing Tests');
      await workbench.sideBar.row('Paused after revision 1', { timeoutMs: SESSION_MS });
      await workbench.screenshot('repair-paused');
      await workbench.sideBar.clickTitleAction('Give a Hint');
      await workbench.quickInput.answer('What should the next attempt know', 'Mind the cents.');
      await workbench.notification('Fixed: 3 of 3', { timeoutMs: SESSION_MS });
      expect(JSON.stringify(model.requests.at(-1)?.body.messages)).toContain('Mind the cents.');
    });

    test('shows all files of the best revision in one editor', async () => {
      await workbench.answerNotification('Fixed: 3 of 3', 'Review');
      await workbench.editors.activeTab('revision 2 (3/3 fixed · 0 broken)');
      await workbench.wait('five hunks with their row', async () => {
        const lenses = await workbench.editors.codeLenses();
        return lenses.filter((lens) => lens === 'Accept').length === 5;
      });
      await workbench.screenshot('repair-files');
      await workbench.editors.clickCodeLens('Why', 1);
      await new Proposals(workbench).thread('The name was wrong, and money has two digits.');
      await workbench.editors.activeTab('revision 2 (3/3 fixed · 0 broken)');
      await workbench.screenshot('repair-files-why');
    });

    test('keys accept a hunk, and reject the next one', async () => {
      await workbench.sideBar.clickRow('format.js');
      await workbench.editors.activeTab('format.js ↔ revision 2');
      await workbench.editors.showsText('DIGITS', { side: 'modified' });
      await workbench.press('Shift+Alt+F5', 'Alt+Enter');
      await poll('the accepted import', async () =>
        (await text('src/format.js')).startsWith('import { DIGITS }'),
      );
      await workbench.sideBar.row(/format\.js.*1 hunk/);
      await workbench.press('Shift+Alt+Enter');
      await workbench.sideBar.row(/format\.js.*1 accepted, 1 rejected/);
      expect(await text('src/format.js')).toContain('toFixed(3)');
    });

    test('a new file is created by its Accept', async () => {
      await workbench.sideBar.decideRow(/^digits\.js/, 'Accept File');
      await poll('the new file', async () =>
        (await text('src/digits.js').catch(() => '')).includes('DIGITS = 2'),
      );
    });

    test('accepting the rest keeps the line ends of a file with CRLF', async () => {
      await workbench.runCommand('Fixpoint: Accept All');
      await workbench.notification('every hunk is decided (4 accepted, 1 rejected)');
      await poll('the accepted file', async () => (await text('src/cart.js')).includes('.name'));
      const lines = (await text('src/cart.js')).split('\n').slice(0, -1);
      expect(lines.every((line) => line.endsWith('\r'))).toBe(true);
      await workbench.screenshot('repair-done');
    });
  });

  test('fault 85: Ctrl+C in the terminal stops a repair and what it started', async () => {
    const workspace = await newShop('one');
    const slow =
      "import test from 'node:test';\ntest('waits', () => new Promise((end) => setTimeout(end, 60_000)));\n";
    // A name of its own, so that the processes of other runs are not taken for this one's.
    const name = `${basename(workspace)}.test.js`;
    await writeFile(join(workspace, 'test', name), slow);
    const isSlowTestRunning = (): boolean =>
      execFileSync('ps', ['-ww', '-eo', 'args'], { encoding: 'utf8' }).includes(name);
    const code = await openVsCode({ workspace, extensionsFolder: inject('extensionsFolder') });
    const { workbench } = code;
    try {
      await workbench.runCommand('Fixpoint: Fix Failing Tests');
      await workbench.terminal.shows('Fix failing tests');
      await poll('the slow test to run', isSlowTestRunning, { timeoutMs: SESSION_MS });
      await workbench.terminal.focus();
      await workbench.press('Control+c');
      await workbench.notification('Stopped.', { timeoutMs: 2000 });
      await poll('the slow test to be gone', () => !isSlowTestRunning(), { timeoutMs: 2000 });
    } finally {
      await code.dispose();
    }
  });

  test('a workspace that is not trusted gets a reason and no test run', async () => {
    const workspace = await newShop('one');
    const settings = {
      'security.workspace.trust.enabled': true,
      'security.workspace.trust.startupPrompt': 'never',
    };
    const code = await openVsCode({
      workspace,
      settings,
      extensionsFolder: inject('extensionsFolder'),
    });
    const { workbench } = code;
    try {
      await workbench.runCommand('Fixpoint: Fix Failing Tests');
      await workbench.notification('off until you trust the workspace');
      expect(await workbench.terminal.names()).toEqual([]);
    } finally {
      await code.dispose();
    }
  });
});

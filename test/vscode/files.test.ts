import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderPicture } from '../support/folderPicture';
import { type ScriptedModel } from '../support/scriptedModel';
import { openFixpoint, type FixpointWindow } from './support/fixpointWindow';
import { skipWithoutHost } from './support/hostPrograms';
import { loopFix, shopWorkspace, wholeFix } from './support/shopWorkspace';
import type { Workbench } from './support/workbench';

const SESSION = { timeoutMs: 90_000 };
const MARK = '\uFEFF';
const format = `${MARK}export function format(amount) {\n  return amount.toFixed(3);\n}`;
const newFormat = `${MARK}import { DIGITS } from './digits.js';\n\nexport function format(amount) {\n  return amount.toFixed(DIGITS);\n}`;

describe.skipIf(skipWithoutHost())('files as they really are', () => {
  let window: FixpointWindow;
  let model: ScriptedModel;
  let workbench: Workbench;
  let workspace = '';
  let before: readonly string[] = [];
  const disk = (path: string): string => readFileSync(join(workspace, path), 'utf8');

  beforeAll(async () => {
    workspace = await shopWorkspace('three');
    await writeFile(join(workspace, 'src/format.js'), format);
    before = folderPicture(workspace);
    window = await openFixpoint({ workspace, settings: { 'files.autoSave': 'off' } });
    ({ workbench, model } = window);
  }, 300_000);

  afterAll(async () => {
    await window.dispose();
  });

  async function repair(): Promise<void> {
    model.push(`${loopFix}\n${wholeFix}`);
    await workbench.runCommand('Fixpoint: Fix Failing Tests');
    await workbench.notification('Fixed: 3 of 3', SESSION);
    // The view is drawn after the notification; a click in between may hit a row that is about to move.
    const busy = workbench.page.locator('.part.sidebar .monaco-list-row', {
      hasText: /testing|looking for/i,
    });
    await workbench.wait('the view to show the end', async () => (await busy.count()) === 0);
  }

  async function lensesOfAllFiles(): Promise<void> {
    await workbench.wait('five hunks with their row', async () => {
      const lenses = await workbench.editors.codeLenses();
      return lenses.filter((lens) => lens === 'Accept').length === 5;
    });
  }

  test('a file with a byte order mark and without a final newline is repaired like any other', async () => {
    await repair();
    await workbench.answerNotification('Fixed: 3 of 3', 'Review');
    await lensesOfAllFiles();
    await workbench.screenshot('files-light');
    expect(folderPicture(workspace)).toEqual(before);
  });

  test.each([
    ['dark', 'Default Dark Modern', '.vs-dark'],
    ['high-contrast', 'Default High Contrast', '.hc-black'],
  ])('the review can be read in a %s theme', async (name, theme, mark) => {
    await window.code.changeSettings({ 'workbench.colorTheme': theme });
    const themed = workbench.page.locator(`.monaco-workbench${mark}`);
    await workbench.wait(`the theme ${theme}`, () => themed.isVisible());
    await workbench.sideBar.open('Repairs');
    await workbench.sideBar.clickRow('cart.js');
    await workbench.editors.activeTab('cart.js ↔ revision 1');
    await workbench.wait('two hunks with their row', async () => {
      const lenses = await workbench.editors.codeLenses();
      return lenses.filter((lens) => lens === 'Reject').length === 2;
    });
    await workbench.screenshot(`files-${name}`);
  });

  test('fault 77: Reject All decides everything and changes no file', async () => {
    await workbench.runCommand('Fixpoint: Reject All');
    await workbench.notification('every hunk is decided (0 accepted, 5 rejected)');
    await workbench.sideBar.row(/cart\.js.*2 rejected/);
    await workbench.screenshot('files-rejected');
    expect(folderPicture(workspace)).toEqual(before);
    await workbench.clearNotifications();
  });

  test('fault 26: a hunk of a file with unsaved changes goes into the editor, and is not saved', async () => {
    const cart = disk('src/cart.js');
    await workbench.openFile('src/cart.js', 1);
    await workbench.press('End');
    await workbench.type(' // mine');
    await repair();
    await workbench.sideBar.clickRow(/cart\.js.*2 hunks/);
    await workbench.editors.activeTab('cart.js ↔ revision 1');
    await workbench.editors.clickCodeLens('Accept', 0);
    await workbench.editors.showsText('i < items.length', { side: 'original' });
    await workbench.editors.showsText('// mine', { side: 'original' });
    await workbench.sideBar.row(/cart\.js.*1 hunk/);
    await workbench.screenshot('files-unsaved');
    expect(disk('src/cart.js')).toBe(cart);
  });

  test('Accept All keeps mark and ends of the bytes on disk, creates the new file, saves only what was clean', async () => {
    const cart = disk('src/cart.js');
    await workbench.runCommand('Fixpoint: Accept All');
    await workbench.notification('every hunk is decided (5 accepted, 0 rejected)');
    await workbench.wait('the accepted file', () =>
      Promise.resolve(disk('src/format.js') === newFormat),
    );
    expect(disk('src/digits.js')).toBe('export const DIGITS = 2;\n');
    expect(disk('src/cart.js')).toBe(cart);
    await workbench.screenshot('files-accepted');
    await workbench.clearNotifications();
  });

  test('fault 77: one undo takes Accept All back, and its hunks are to be decided again', async () => {
    await workbench.openFile('src/format.js', 1);
    await workbench.press('Control+z');
    await workbench.sideBar.row(/format\.js.*2 hunks/);
    await workbench.sideBar.row(/digits\.js.*new file/);
    await workbench.sideBar.row(/cart\.js.*1 hunk/);
    await workbench.editors.showsText('toFixed(3)');
    expect(existsSync(join(workspace, 'src/digits.js'))).toBe(false);
    await workbench.screenshot('files-undone');
  });

  test('what was undone is not counted twice when it is accepted again', async () => {
    await workbench.runCommand('Fixpoint: Accept All');
    await workbench.notification('every hunk is decided (5 accepted, 0 rejected)');
    await workbench.sideBar.row(/format\.js.*2 accepted/);
    await workbench.editors.showsText('toFixed(DIGITS)');
    await workbench.screenshot('files-accepted-again');
  });
});

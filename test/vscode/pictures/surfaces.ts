import { describe, test } from 'vitest';
import { openFixpoint } from '../support/fixpointWindow';
import { Proposals } from '../support/proposals';
import { loopFix, shopWorkspace, wholeFix } from '../support/shopWorkspace';
import type { Workbench } from '../support/workbench';

const SESSION = { timeoutMs: 120_000 };
const THEMES = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
} as const;

describe.each(Object.entries(THEMES))('every surface, to be looked at, %s', (name, theme) => {
  test('saves its pictures as surfaces-*.png', async () => {
    const workspace = await shopWorkspace('three');
    const settings = { 'workbench.colorTheme': theme, 'files.autoSave': 'off' };
    const window = await openFixpoint({ workspace, settings });
    const { workbench, model } = window;
    const picture = (surface: string): Promise<string> =>
      workbench.screenshot(`surfaces-${surface}-${name}`);
    try {
      await picture('empty');
      await workbench.runCommand('Fixpoint: Get Started');
      await workbench.editors.showsGuideStep('Open a project with red tests');
      await picture('guide');
      await workbench.runCommand('Fixpoint: Select Model');
      await workbench.quickInput.says('Built-in search');
      await picture('models');
      await workbench.quickInput.cancel();
      await ownTests(workbench);
      await picture('tests');
      await workbench.runCommand('View: Close All Editors');
      model.push(loopFix, `${loopFix}\n${wholeFix}`);
      await workbench.sideBar.open('Repairs');
      await workbench.runCommand('Fixpoint: Fix Failing Tests');
      await workbench.notification('Fixed: 3 of 3', SESSION);
      await picture('fixed');
      await workbench.clearNotifications();
      await workbench.runCommand('Fixpoint: Open All Changes');
      await workbench.editors.showsText('item.name', { side: 'modified' });
      await picture('all-changes');
      await workbench.sideBar.clickRow('cart.js');
      await workbench.editors.activeTab('cart.js ↔');
      await workbench.editors.clickCodeLens('Why');
      await new Proposals(workbench).thread('The loop runs one too far.');
      await picture('why');
      await workbench.runCommand('Fixpoint: Compare Revisions…');
      await workbench.quickInput.says('Revision 1');
      await picture('compare');
      await workbench.quickInput.cancel();
      await workbench.runCommand('Fixpoint: Open Settings');
      await workbench.page.locator('.settings-editor').first().waitFor();
      await picture('settings');
    } finally {
      await window.dispose();
    }
  });
});

async function ownTests(workbench: Workbench): Promise<void> {
  await workbench.sideBar.open('Testing');
  const row = await workbench.sideBar.row('test/shop.test.js');
  await row.hover();
  await row.locator('.action-label[aria-label^="Run Test"]').first().click();
  await workbench.openFile('test/shop.test.js', 1);
  const glyph = workbench.page.locator('.part.editor .testing-run-glyph').nth(2);
  await workbench.chooseInContextMenu(glyph, 'Peek Error');
  const peek = workbench.page.locator('.peekview-widget');
  await workbench.wait('the two values', async () => (await peek.innerText()).includes('Expected'));
}

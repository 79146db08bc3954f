import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFixpoint, type FixpointWindow } from './support/fixpointWindow';
import { skipWithoutHost } from './support/hostPrograms';
import { Proposals } from './support/proposals';
import { loopFix, shopWorkspace, wholeFix } from './support/shopWorkspace';
import type { Workbench } from './support/workbench';

const SESSION = { timeoutMs: 90_000 };

describe.skipIf(skipWithoutHost())('the marks in every theme', () => {
  let window: FixpointWindow;
  let workbench: Workbench;
  let proposals: Proposals;

  beforeAll(async () => {
    const workspace = await shopWorkspace('three');
    window = await openFixpoint({ workspace });
    ({ workbench } = window);
    proposals = new Proposals(workbench);
    window.model.push(`${loopFix}\n${wholeFix}`);
    await workbench.runCommand('Fixpoint: Fix Failing Tests');
    await workbench.notification('Fixed: 3 of 3', SESSION);
    await workbench.openFile('src/cart.js', 11);
    await workbench.press('End');
    await workbench.type(' // mine');
    await workbench.sideBar.row(/1 conflict with your changes/);
    await workbench.press('Control+s');
    await workbench.wait('the typed words on disk', async () =>
      (await readFile(join(workspace, 'src/cart.js'), 'utf8')).includes('// mine'),
    );
  }, 300_000);

  afterAll(async () => {
    await window.dispose();
  });

  test.each([
    ['light', 'Default Light Modern', '.vs'],
    ['dark', 'Default Dark Modern', '.vs-dark'],
    ['high-contrast', 'Default High Contrast', '.hc-black'],
    ['high-contrast-light', 'Default High Contrast Light', '.hc-light'],
  ])(
    'a proposal and a conflict are marked in a %s theme, and the hover can be read',
    async (name, theme, mark) => {
      await window.code.changeSettings({ 'workbench.colorTheme': theme });
      const themed = workbench.page.locator(`.monaco-workbench${mark}`);
      await workbench.wait(`the theme ${theme}`, () => themed.isVisible());
      await workbench.openFile('src/cart.js', 1);
      await proposals.marks(2);
      const hover = await proposals.hover('item.title', 'Keep Mine');
      expect(await hover.innerText()).toContain('You changed these lines too');
      await workbench.screenshot(`themes-${name}`);
    },
  );
});

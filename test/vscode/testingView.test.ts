import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ScriptedModel } from '../support/scriptedModel';
import { openFixpoint, type FixpointWindow } from './support/fixpointWindow';
import { skipWithoutHost } from './support/hostPrograms';
import { loopFix, shopWorkspace } from './support/shopWorkspace';
import type { Workbench } from './support/workbench';

const SESSION = { timeoutMs: 90_000 };
const FILE = 'test/shop.test.js';

describe.skipIf(skipWithoutHost())('tests in the Testing view without another extension', () => {
  let window: FixpointWindow;
  let model: ScriptedModel;
  let workbench: Workbench;
  let workspace = '';

  beforeAll(async () => {
    workspace = await shopWorkspace('three');
    window = await openFixpoint({ workspace });
    ({ workbench, model } = window);
  }, 300_000);

  afterAll(async () => {
    await window.dispose();
  });

  async function rowIs(label: string, state: string): Promise<void> {
    await workbench.wait(`${label} to be ${state}`, async () => {
      const row = await workbench.sideBar.row(label);
      return (await row.getAttribute('aria-label'))?.includes(`(${state})`);
    });
  }

  async function runTest(label: string): Promise<void> {
    const row = await workbench.sideBar.row(label);
    const button = row.locator('.action-label[aria-label^="Run Test"]').first();
    await row.hover();
    await workbench.wait(`the run button of ${label}`, () => button.isVisible());
    await button.click();
  }

  test('files of tests are there at once, and nothing runs by itself', async () => {
    await workbench.sideBar.open('Testing');
    await workbench.sideBar.row(FILE);
    await rowIs(FILE, 'Not yet run');
    await workbench.screenshot('tests-listed');
  });

  test('a run shows which tests fail, in place and with the two values', async () => {
    await workbench.openFile(FILE, 1);
    await runTest(FILE);
    await rowIs(FILE, 'Failed');
    await workbench.sideBar.expand(FILE);
    for (const name of ['adds the prices', 'lists the names', 'formats money']) {
      await rowIs(name, 'Failed');
    }
    const glyph = workbench.page.locator('.part.editor .testing-run-glyph').nth(2);
    await workbench.chooseInContextMenu(glyph, 'Peek Error');
    const peek = workbench.page.locator('.peekview-widget');
    await workbench.wait('the two values', async () => {
      const text = await peek.innerText();
      return text.includes('1.000') && text.includes('Expected') && text.includes('Actual');
    });
    await workbench.screenshot('tests-peek');
  });

  test('one test runs alone', async () => {
    const format = join(workspace, 'src/format.js');
    await writeFile(format, (await readFile(format, 'utf8')).replace('3', '2'));
    await runTest('formats money');
    await rowIs('formats money', 'Passed');
    await rowIs('lists the names', 'Failed');
  });

  test('a failing test of ours is fixed from its menu like any other', async () => {
    model.push(loopFix);
    const row = await workbench.sideBar.row('adds the prices');
    await workbench.chooseInContextMenu(row, 'Fix This Test with Fixpoint');
    await workbench.notification('Fixed: 1 of 1', SESSION);
    await workbench.clearNotifications();
  });

  test('a file that does not load says why', async () => {
    await writeFile(join(workspace, 'test/broken.test.js'), "import './nowhere.js';\n");
    await workbench.runCommand('Test: Refresh Tests');
    await rowIs('test/broken.test.js', 'Errored');
    await rowIs('formats money', 'Passed');
    await workbench.openFile('test/broken.test.js', 1);
    await workbench.screenshot('tests-broken');
  });

  test('they go when the setting is off', async () => {
    await window.code.changeSettings({ 'fixpoint.testController': 'off' });
    await workbench.sideBar.open('Repairs');
    const entry = workbench.page.locator('.activitybar .action-label[aria-label^="Testing"]');
    await workbench.runCommand('Fixpoint: Show Log');
    expect(await entry.isVisible()).toBe(false);
  });
});

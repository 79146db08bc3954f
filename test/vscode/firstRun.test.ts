import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFixpoint, type FixpointWindow } from './support/fixpointWindow';
import { skipWithoutHost } from './support/hostPrograms';
import { poll } from './support/poll';
import type { Workbench } from './support/workbench';

const SESSION = { timeoutMs: 120_000 };

describe.skipIf(skipWithoutHost())('the first minutes with Fixpoint, without a key', () => {
  let window: FixpointWindow;
  let workbench: Workbench;

  beforeAll(async () => {
    window = await openFixpoint({ workspace: '', choosesModel: false });
    ({ workbench } = window);
  }, 300_000);

  afterAll(() => window.dispose());

  function sample(): string {
    const samples = join(window.code.dataFolder, 'User/globalStorage/fixpoint.fixpoint/samples');
    const [folder] = existsSync(samples) ? readdirSync(samples) : [];
    return folder === undefined ? '' : join(samples, folder, 'fixpoint-sample');
  }

  test('an empty window offers a folder or the sample', async () => {
    await workbench.sideBar.showsButton('Open Folder');
    await workbench.sideBar.showsButton('Try the Sample');
    await workbench.screenshot('first-run-empty');
  });

  test('the guide opens from the command palette, with its steps', async () => {
    await workbench.runCommand('Fixpoint: Get Started');
    await workbench.editors.showsGuideStep('Open a project with red tests');
    await workbench.screenshot('first-run-guide');
  });

  test('the sample opens in the same window, which goes on with the guide', async () => {
    await workbench.sideBar.clickButton('Try the Sample');
    await poll('the sample', () => sample() !== '');
    await workbench.editors.showsGuideStep('Fix the failing tests');
    await workbench.screenshot('first-run-sample');
  });

  test('the sample is repaired by the built-in search, and accepted', async () => {
    await workbench.runCommand('Fixpoint: Fix Failing Tests');
    await workbench.notification('Fixed: 3 of 3', SESSION);
    await workbench.editors.isGuideStepDone('Fix the failing tests');
    await workbench.screenshot('first-run-fixed');
    await workbench.answerNotification('Fixed: 3 of 3', 'Accept All');
    await poll('the accepted sample', async () => {
      const text = await readFile(join(sample(), 'src/cart.js'), 'utf8');
      return text.includes('i < items.length') && text.includes('item.price < best.price');
    });
    await workbench.editors.isGuideStepDone('Accept what you like');
    expect(window.model.requests).toEqual([]);
    for (const step of ['Open a project', 'Accept what you', 'Choose a model', 'Start where']) {
      await workbench.editors.openGuideStep(step);
      await workbench.screenshot(`first-run-step-${step}`);
    }
  });
});

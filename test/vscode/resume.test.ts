import { execFileSync } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ScriptedModel } from '../support/scriptedModel';
import { openFixpoint, type FixpointWindow } from './support/fixpointWindow';
import { skipWithoutHost } from './support/hostPrograms';
import { loopFix, shopWorkspace, wholeFix } from './support/shopWorkspace';
import type { Workbench } from './support/workbench';

const SESSION = { timeoutMs: 90_000 };

describe.skipIf(skipWithoutHost())('a repair whose window closes', () => {
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

  test('fault 80: in the middle of a run goes on later, and asks only for what is missing', async () => {
    model.push(loopFix, { kind: 'stall', text: 'I am thinking' });
    await workbench.runCommand('Fixpoint: Fix Failing Tests');
    await workbench.sideBar.row(/Revision 1.*1\/3 fixed/, SESSION);
    await workbench.wait('the second request', () => Promise.resolve(model.requests.length === 2));
    await window.code.reload();
    await workbench.sideBar.open('Repairs');
    await workbench.sideBar.row(/Fix failing tests.*interrupted/, SESSION);
    await workbench.notification('was interrupted');
    await workbench.screenshot('resume-interrupted');
    expect(model.requests).toHaveLength(2);
    model.push(`${loopFix}\n${wholeFix}`);
    await workbench.answerNotification('was interrupted', 'Go On');
    await workbench.notification('Fixed: 3 of 3', SESSION);
    expect(model.requests).toHaveLength(3);
    await workbench.sideBar.row(/Fix failing tests.*fixed · 2 revisions/);
    await workbench.screenshot('resume-ended');
    await workbench.clearNotifications();
  });

  test('faults 80, 84: leaves no process behind', async () => {
    const slow =
      "import test from 'node:test';\ntest('waits', () => new Promise((end) => setTimeout(end, 60_000)));\n";
    // A name of its own, so that the processes of other runs are not taken for this one's.
    const name = `${basename(workspace)}.test.js`;
    const file = join(workspace, 'test', name);
    await writeFile(file, slow);
    const isRunning = (): Promise<boolean> =>
      Promise.resolve(
        execFileSync('ps', ['-ww', '-eo', 'args'], { encoding: 'utf8' }).includes(name),
      );
    await workbench.runCommand('Fixpoint: Fix Failing Tests');
    await workbench.wait('the slow test to run', isRunning, SESSION);
    await window.code.reload();
    await workbench.wait('the slow test to be gone', async () => !(await isRunning()));
    await rm(file);
    await workbench.sideBar.open('Repairs');
  });

  test('fault 80: in a crash goes on as well, but not with another model', async () => {
    model.push(loopFix, { kind: 'stall', text: 'I am thinking' });
    await workbench.runCommand('Fixpoint: Fix Failing Tests');
    await workbench.wait(
      'the second request',
      () => Promise.resolve(model.requests.length === 5),
      SESSION,
    );
    await window.code.restart();
    await workbench.sideBar.open('Repairs');
    await workbench.sideBar.row(/Fix failing tests.*interrupted/, SESSION);
    await window.code.changeSettings({ 'fixpoint.model': 'another' });
    await workbench.sideBar.open('Repairs');
    await workbench.sideBar.clickInlineAction(/Fix failing tests.*interrupted/, 'Go On');
    await workbench.notification(
      'This repair began with the model scripted, but another is chosen now',
      SESSION,
    );
    expect(model.requests).toHaveLength(5);
    await workbench.sideBar.row(/Fix failing tests.*interrupted/);
    await workbench.sideBar.row(/Revision 1.*1\/3 fixed/);
  });
});

import { mkdtemp, readdir, readFile, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ScriptedModel } from '../support/scriptedModel';
import { openFixpoint, type FixpointWindow } from './support/fixpointWindow';
import { skipWithoutHost } from './support/hostPrograms';
import { poll } from './support/poll';
import { slugCheck, slugDrafts, slugInstruction } from './support/slugReplies';
import type { Workbench } from './support/workbench';

const SESSION = { timeoutMs: 90_000 };

describe.skipIf(skipWithoutHost())('Generate Code in an empty folder', () => {
  let window: FixpointWindow;
  let model: ScriptedModel;
  let workbench: Workbench;
  let workspace = '';

  beforeAll(async () => {
    workspace = await realpath(await mkdtemp(join(tmpdir(), 'fixpoint-empty-')));
    window = await openFixpoint({ workspace });
    ({ workbench, model } = window);
    model.push(slugCheck('fixpoint-check.test.mjs', './src/slug.mjs'), ...slugDrafts);
  }, 300_000);

  afterAll(async () => {
    await window.dispose();
  });

  test('does nothing when no instruction is given', async () => {
    await workbench.runCommand('Fixpoint: Generate Code…');
    await workbench.quickInput.says('What shall be written?');
    await workbench.quickInput.cancel();
    expect(await workbench.sideBar.rows()).toEqual([]);
    expect(model.requests).toHaveLength(0);
  });

  test('asks for an instruction, and labels what only its own check decides as unproven', async () => {
    await workbench.runCommand('Fixpoint: Generate Code…');
    await workbench.quickInput.answer('What shall be written?', slugInstruction);
    await workbench.notification('unproven', SESSION);
    await workbench.sideBar.row(/Generate: a function slug.*fixed, but unproven/);
    await workbench.sideBar.row(/Revision 1.*unproven · 1\/1 fixed/);
    await workbench.sideBar.row('A check was written: fixpoint-check.test.mjs');
    await workbench.terminal.shows('Unproven: no test of the project decides it');
    await workbench.screenshot('generate-unproven');
    expect(model.requests[0]?.body.messages.at(-1)?.content).toContain(slugInstruction);
    expect(await readdir(workspace)).toEqual([]);
  });

  test('writes the code once it is accepted, and no check', async () => {
    await workbench.answerNotification('unproven', 'Review');
    await workbench.editors.activeTab('slug.mjs ↔ revision');
    await workbench.screenshot('generate-review');
    await workbench.runCommand('Fixpoint: Accept All');
    await poll('the accepted file', async () =>
      (await readFile(join(workspace, 'src/slug.mjs'), 'utf8').catch(() => '')).includes('slug ='),
    );
    expect(await readdir(workspace)).toEqual(['src']);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderPicture } from '../support/folderPicture';
import { replyEdit } from '../support/replyEdit';
import { startScriptedModel, type ScriptedModel } from '../support/scriptedModel';
import { openFixpoint, type FixpointWindow } from './support/fixpointWindow';
import { skipWithoutHost } from './support/hostPrograms';
import { loopFix, shopWorkspace } from './support/shopWorkspace';
import type { Workbench } from './support/workbench';

const SESSION = { timeoutMs: 90_000 };
const KEY = 'sk-planted-5f2b8c71d9e04a36';
/** A line of so many characters stands in no log by chance. */
const TELLING = 20;
const testEdit = `The expectation is wrong.\n${replyEdit('test/shop.test.js', '}]), 7);', '}]), 8);')}`;

describe.skipIf(skipWithoutHost())(
  'choosing who proposes, and what is said when that goes wrong',
  () => {
    let window: FixpointWindow;
    let model: ScriptedModel;
    let workbench: Workbench;
    let workspace = '';

    beforeAll(async () => {
      workspace = await shopWorkspace('one');
      const env = {
        OPENAI_API_KEY: undefined,
        OPENAI_BASE_URL: undefined,
        OPENAI_MODEL: undefined,
      };
      window = await openFixpoint({ workspace, env, choosesModel: false });
      ({ workbench, model } = window);
    }, 300_000);

    afterAll(async () => {
      await window.dispose();
    });

    async function settings(of: 'User' | 'Machine'): Promise<Readonly<Record<string, unknown>>> {
      const text = await readFile(join(window.code.dataFolder, of, 'settings.json'), 'utf8');
      return JSON.parse(text) as Readonly<Record<string, unknown>>;
    }

    async function typeServer(address: string): Promise<void> {
      await workbench.runCommand('Fixpoint: Select Model');
      await workbench.quickInput.pick('Add an OpenAI-compatible endpoint…');
      await workbench.quickInput.answer('Base URL of an OpenAI-compatible server', address);
      await workbench.quickInput.answer('The API key for', '');
      await workbench.quickInput.says('The name that the server knows the model by');
      await workbench.quickInput.fill('scripted-1');
      await workbench.quickInput.pick('Use "scripted-1"');
    }

    test('Select Model offers the built-in search, and servers with an address and a name', async () => {
      await workbench.screenshot('settings-welcome');
      await workbench.runCommand('Fixpoint: Select Model');
      expect(await workbench.quickInput.choices()).toEqual([
        'Built-in search',
        'Add an OpenAI-compatible endpoint…',
      ]);
      await workbench.screenshot('settings-select-model');
      await workbench.quickInput.pick('Add an OpenAI-compatible endpoint…');
      await workbench.quickInput.answer('Base URL of an OpenAI-compatible server', 'localhost');
      await workbench.quickInput.says('This is not a URL that starts with http:// or https://.');
      await workbench.screenshot('settings-bad-url');
      await workbench.quickInput.cancel();
      model.push('OK');
      await typeServer(model.baseUrl);
      await window.waitForProposer('scripted-1');
      expect(await settings('Machine')).toMatchObject({ 'fixpoint.baseUrl': model.baseUrl });
      expect(await settings('User')).toMatchObject({
        'fixpoint.provider': 'openai',
        'fixpoint.model': 'scripted-1',
      });
    });

    test('a server that wants a key, where none is set, leads to Set API Key', async () => {
      model.push({ kind: 'status', status: 401, body: { error: { message: 'No key.' } } });
      await workbench.runCommand('Fixpoint: Fix Failing Tests');
      await workbench.notification('wants a key and none is set', SESSION);
      await workbench.screenshot('settings-no-key');
      await workbench.sideBar.row('ended by a problem');
      expect(model.requests.at(-1)?.headers['authorization']).toBeUndefined();
      await workbench.answerNotification('wants a key and none is set', 'Set API Key');
      await workbench.quickInput.answer('It is kept in the editor', KEY);
      await workbench.notification(/The API key of .* is stored\./);
      await workbench.clearNotifications();
    });

    test('the key goes to the server in the header', async () => {
      model.push(loopFix);
      await workbench.runCommand('Fixpoint: Fix Failing Tests');
      await workbench.notification('Fixed: 1 of 1', SESSION);
      const request = model.requests.at(-1);
      expect(request?.headers['authorization']).toBe(`Bearer ${KEY}`);
      expect(request?.body.model).toBe('scripted-1');
      await workbench.clearNotifications();
    });

    test('a refused key is said without the key, and leads to Set API Key', async () => {
      const message = `Incorrect API key provided: ${KEY}.`;
      model.push({ kind: 'status', status: 401, body: { error: { message } } });
      await workbench.runCommand('Fixpoint: Fix Failing Tests');
      const said = await workbench.notification('refused the key', SESSION);
      expect(said).not.toContain(KEY);
      await workbench.screenshot('settings-wrong-key');
      await workbench.answerNotification('refused the key', 'Set API Key');
      await workbench.quickInput.says('It is kept in the editor');
      await workbench.quickInput.cancel();
      await workbench.clearNotifications();
    });

    test('a server that is not there is named, with what to do about it', async () => {
      const gone = await startScriptedModel();
      await gone.close();
      await typeServer(gone.baseUrl);
      await workbench.answerNotification("can't be reached", 'Store Anyway');
      await window.waitForProposer('scripted-1');
      expect(await settings('Machine')).toMatchObject({ 'fixpoint.baseUrl': gone.baseUrl });
      await workbench.runCommand('Fixpoint: Fix Failing Tests');
      const { host } = new URL(gone.baseUrl);
      await workbench.notification(`The model's server ${host} can't be reached`, SESSION);
      await workbench.screenshot('settings-unreachable');
      await workbench.answerNotification("can't be reached", 'Select Model');
      await workbench.quickInput.pick('Built-in search');
      await window.waitForProposer('the built-in search');
      await workbench.clearNotifications();
    });

    test('answers that edit a test are refused with a sentence, and nothing is changed', async () => {
      const before = folderPicture(workspace);
      await workbench.runCommand('Fixpoint: Select Model');
      await workbench.quickInput.pick('scripted');
      await window.waitForProposer('scripted');
      model.push(testEdit, testEdit, testEdit, testEdit, testEdit);
      await workbench.runCommand('Fixpoint: Fix Failing Tests');
      await workbench.notification('answers were of no use; the last:', SESSION);
      await workbench.sideBar.row(/not applied.*test\/shop\.test\.js/);
      await workbench.screenshot('settings-test-edit');
      expect(folderPicture(workspace)).toEqual(before);
      await workbench.clearNotifications();
    });

    test('tests that all pass need no repair, and no model is asked', async () => {
      const asked = model.requests.length;
      const file = join(workspace, 'src/cart.js');
      await writeFile(file, (await readFile(file, 'utf8')).replace('i <= items', 'i < items'));
      await workbench.runCommand('Fixpoint: Fix Failing Tests');
      await workbench.notification('All tests pass already; there is nothing to fix.', SESSION);
      await workbench.screenshot('settings-green');
      expect(model.requests).toHaveLength(asked);
      await workbench.clearNotifications();
    });

    test('a folder without tests is told what to add or set', async () => {
      await rm(join(workspace, 'test'), { recursive: true });
      await writeFile(join(workspace, 'package.json'), '{ "type": "module" }');
      await workbench.runCommand('Fixpoint: Fix Failing Tests');
      await workbench.notification('No tests of a known runner', SESSION);
      await workbench.screenshot('settings-no-tests');
      await workbench.answerNotification('No tests of a known runner', 'Open Settings');
      const page = workbench.page.locator('.settings-editor');
      await workbench.wait('the settings', () =>
        page.getByText('Test Command').first().isVisible(),
      );
      await workbench.screenshot('settings-page');
    });

    test('fault 113: the log tells what happened, without code, prompts and replies', () => {
      const logs = filesBelow(window.code.dataFolder).filter((name) =>
        name.endsWith('Fixpoint.log'),
      );
      const log = logs.map((name) => readFileSync(name, 'utf8')).join('\n');
      const prompts = model.requests.flatMap(({ body }) => body.messages.map((one) => one.content));
      const told = [...prompts, loopFix, testEdit].flatMap((text) => text.split('\n'));
      const lines = told.map((line) => line.trim()).filter((line) => line.length >= TELLING);
      expect(log).not.toBe('');
      expect(lines.length).toBeGreaterThan(10);
      expect(lines.filter((line) => log.includes(line))).toEqual([]);
    });

    test('after all that the key is in no file of VS Code or of the workspace', () => {
      const files = [...filesBelow(window.code.dataFolder), ...filesBelow(workspace)];
      expect(files.some((file) => file.endsWith('.jsonl'))).toBe(true);
      expect(files.some((file) => file.endsWith('Fixpoint.log'))).toBe(true);
      expect(files.filter((file) => readFileSync(file).includes(KEY))).toEqual([]);
      const sent = model.requests.filter(({ headers }) => headers['authorization'] !== undefined);
      expect(sent.length).toBeGreaterThan(0);
      const bodies = JSON.stringify(model.requests.map(({ body }) => body));
      expect(bodies).not.toContain(KEY);
    });
  },
);

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

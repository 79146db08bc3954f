import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startScriptedModel, type ScriptedModel } from '../support/scriptedModel';
import { openFixpoint, type FixpointWindow } from './support/fixpointWindow';
import { skipWithoutHost } from './support/hostPrograms';
import { withModelExtension } from './support/modelExtension';
import { loopFix, shopWorkspace } from './support/shopWorkspace';
import type { InstalledExtensions } from './support/vsix';
import type { Workbench } from './support/workbench';

const SESSION = { timeoutMs: 90_000 };
const FIRST_KEY = 'sk-first-9d27c1';
const SECOND_KEY = 'sk-second-40be8a';

describe.skipIf(skipWithoutHost())('models of VS Code and of several servers', () => {
  let window: FixpointWindow;
  let workbench: Workbench;
  let first: ScriptedModel;
  let second: ScriptedModel;
  let extensions: InstalledExtensions;

  beforeAll(async () => {
    extensions = await withModelExtension();
    second = await startScriptedModel();
    window = await openFixpoint({
      workspace: await shopWorkspace('one'),
      extensionsFolder: extensions.folder,
      choosesModel: false,
      env: { OPENAI_API_KEY: undefined, OPENAI_BASE_URL: undefined, OPENAI_MODEL: undefined },
    });
    ({ workbench, model: first } = window);
  }, 300_000);

  afterAll(async () => {
    await window.dispose();
    await second.close();
    await extensions.dispose();
  });

  async function machineSetting(name: string): Promise<unknown> {
    const file = join(window.code.dataFolder, 'Machine', 'settings.json');
    const settings = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    return settings[`fixpoint.${name}`];
  }

  async function typeServer({ baseUrl }: ScriptedModel, key: string): Promise<void> {
    await workbench.runCommand('Fixpoint: Select Model');
    await workbench.quickInput.pick('Add an OpenAI-compatible endpoint…');
    await workbench.quickInput.answer('Base URL of an OpenAI-compatible server', baseUrl);
    await workbench.quickInput.answer('The API key for', key);
    await workbench.quickInput.pick('scripted');
  }

  async function pickModel(label: string): Promise<void> {
    await workbench.runCommand('Fixpoint: Select Model');
    await workbench.quickInput.pick(label);
  }

  async function fixTests(message: string): Promise<void> {
    await workbench.runCommand('Fixpoint: Fix Failing Tests');
    await workbench.notification(message, SESSION);
    await workbench.clearNotifications();
  }

  test('a language model of VS Code repairs, once it is chosen from the list', async () => {
    await pickModel('Scripted Actor');
    await window.waitForProposer('scripted/actor');
    first.push(loopFix);
    await fixTests('Fixed: 1 of 1');
    const [request] = first.requests;
    expect(request?.body.model).toBe('actor');
    expect(request?.body.messages.map(({ role }) => role)).toEqual(['user', 'user']);
    await workbench.sideBar.row(/Revision 1.*1\/1 fixed/);
  });

  test('a model that VS Code does not let answer is told, with another one as the next step', async () => {
    const body = { error: { message: 'The plan is used up' } };
    first.push({ kind: 'status', status: 429, body });
    await workbench.runCommand('Fixpoint: Fix Failing Tests');
    await workbench.notification('blocks requests: The plan is used up', SESSION);
    await workbench.screenshot('models-quota');
    await workbench.answerNotification('blocks requests', 'Select Model');
    await workbench.quickInput.says('Who proposes the fixes?');
    await workbench.quickInput.cancel();
    await workbench.clearNotifications();
  });

  test('a new server is asked one tiny question before it is stored', async () => {
    first.push('OK');
    await typeServer(first, FIRST_KEY);
    await window.waitForProposer('scripted');
    expect(await machineSetting('baseUrl')).toBe(first.baseUrl);
    expect(await machineSetting('endpoints')).toContain(first.baseUrl);
    expect(first.requests.at(-1)?.body).toMatchObject({ model: 'scripted', max_tokens: 16 });
  });

  test('a server that fails its question is not stored before it is put right', async () => {
    second.push({ kind: 'status', status: 401, body: { error: { message: 'Wrong key.' } } }, 'OK');
    await typeServer(second, SECOND_KEY);
    await workbench.notification('refused the key');
    await workbench.screenshot('models-refused');
    expect(await machineSetting('baseUrl')).toBe(first.baseUrl);
    await workbench.answerNotification('refused the key', 'Edit');
    await workbench.quickInput.answer('Base URL of an OpenAI-compatible server', second.baseUrl);
    await workbench.quickInput.answer('The API key for', SECOND_KEY);
    await workbench.quickInput.pick('scripted');
    await window.waitForProposer('scripted');
    expect(await machineSetting('baseUrl')).toBe(second.baseUrl);
    expect(await machineSetting('endpoints')).toContain(second.baseUrl);
  });

  test('the list shows what every model costs, and fills while it is open', async () => {
    second.offer([
      { id: 'small', pricing: { prompt: '0.00000025', completion: '0.000002' } },
      { id: 'scripted' },
    ]);
    await workbench.runCommand('Fixpoint: Select Model');
    const { host } = new URL(second.baseUrl);
    await workbench.quickInput.says(`Another model of ${host}…`);
    await workbench.quickInput.says(
      'about $0.0018 a repair · $0.25 in, $2.00 out per million tokens',
    );
    await workbench.quickInput.says('free, local');
    await workbench.quickInput.says('scripted/actor');
    await workbench.screenshot('models-list');
    await workbench.quickInput.pick('small');
    await window.waitForProposer('small');
  });

  test('each server gets its own key, in lists and in repairs, and no other', async () => {
    second.push(loopFix);
    await fixTests('Fixed: 1 of 1');
    expect(second.requests.at(-1)?.body.model).toBe('small');
    const keysAt = ({ requests, listings }: ScriptedModel): ReadonlySet<unknown> => {
      const headers = [...requests.map((request) => request.headers), ...listings];
      return new Set(headers.map((header) => header['authorization']));
    };
    // Before its key was typed, the first one was VS Code's.
    expect(keysAt(first)).toEqual(new Set([undefined, `Bearer ${FIRST_KEY}`]));
    expect(keysAt(second)).toEqual(new Set([`Bearer ${SECOND_KEY}`]));
  });

  test('a key is set and forgotten for the server that is picked', async () => {
    const { host } = new URL(second.baseUrl);
    await workbench.runCommand('Fixpoint: Set API Key');
    await workbench.screenshot('models-whose-key');
    await workbench.quickInput.pick(host);
    await workbench.quickInput.answer('sent only to this server', 'sk-third');
    await workbench.notification(`The API key of ${host} is stored.`);
    await workbench.clearNotifications();
    await workbench.runCommand('Fixpoint: Forget API Key…');
    await workbench.quickInput.pick(host);
    await workbench.notification(`The API key of ${host} is forgotten.`);
    second.push(loopFix);
    await fixTests('Fixed: 1 of 1');
    expect(second.requests.at(-1)?.headers['authorization']).toBeUndefined();
  });
});

import { rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderPicture } from '../../support/folderPicture';
import { replyEdit } from '../../support/replyEdit';
import { startScriptedModel } from '../../support/scriptedModel';
import type { ScriptedReply } from '../../support/scriptedTurn';
import { temporaryFolder } from '../../support/temporaryFolder';
import { writeFiles } from '../../support/writeFiles';
import { cartProject } from './cartProject';
import { runCli } from './runCli';

describe('bad input', () => {
  test.each([
    [['frobnicate'], 'There is no command "frobnicate". Run `fixpoint --help`.'],
    [
      ['fix', '--modle', 'x'],
      'There is no option --modle. Did you mean --model? Run `fixpoint fix --help`.',
    ],
    [
      ['fix', '--cwd', '/no/such/folder'],
      '/no/such/folder is not a folder; name the project with --cwd.',
    ],
    [['fix', '--max-tokens', '0'], '--max-tokens takes a whole number from 1 up, not "0".'],
    [['fix', '--max-cost', 'NaN'], '--max-cost takes a number above 0, not "NaN".'],
    [['fix', '--effort', 'heroic'], '--effort takes quick, thorough, search, not "heroic".'],
    [
      ['fix', '--base-url', 'nowhere'],
      '--base-url takes an address such as http://localhost:11434/v1, not "nowhere".',
    ],
    [
      ['fix', '--base-url', 'http://127.0.0.1:9/v1', '--model', 'own', '--max-cost', '1'],
      'The price of own is not known; limit the repair with --max-tokens instead.',
    ],
    [['fix', '--tests', 'mine'], '--tests takes locked, ask, allowed, not "mine".'],
    [
      ['fix', '--provider', 'builtin', '--feedback-model', 'large'],
      '--feedback-model helps a model that proposes; name that with --model or --base-url.',
    ],
    [
      ['generate'],
      'Say what to write, in quotes: fixpoint generate "a function that …". Run `fixpoint generate --help`.',
    ],
    [
      ['fix', '--provider', 'openai'],
      'No key is set: put it into OPENAI_API_KEY, name a local server with --base-url, or use --provider builtin.',
    ],
  ])('%j is answered with a sentence and exit code 2', async (args, sentence) => {
    expect(await runCli(args)).toEqual({ exitCode: 2, stdout: '', stderr: `${sentence}\n` });
  });

  test('an unknown runner is answered with the known ones', async () => {
    const run = await runCli(['fix', '--cwd', cartProject(), '--runner', 'karma']);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(/karma.*node:test.*vitest.*pytest|karma.*vitest.*node:test.*pytest/);
  });

  test('nothing that was cut off can not be continued', async () => {
    const root = cartProject();
    const run = await runCli(['fix', '--continue', '--cwd', root]);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toBe(
      `Nothing to continue: no session in ${root} was cut off. Start one with \`fixpoint fix\`.\n`,
    );
  });

  test('a folder without tests ends with exit code 3', async () => {
    const root = temporaryFolder();
    writeFiles(root, { 'notes.txt': 'nothing to test\n' });
    const run = await runCli(['fix', '--cwd', root]);
    expect(run).toMatchObject({ exitCode: 3, stdout: '' });
    expect(run.stderr).toMatch(/name the runner or the test command/);
  });

  test('a project whose tests are gone ends with exit code 3', async () => {
    const root = cartProject();
    rmSync(path.join(root, 'test'), { recursive: true });
    const run = await runCli(['fix', '--cwd', root]);
    expect(run.exitCode).toBe(3);
    expect(run.stdout + run.stderr).toMatch(/no test/i);
  });

  test('fault 8: a wrong key ends with exit code 2 and is not repeated', async () => {
    const body = { error: { message: 'Incorrect API key provided: wrong-key' } };
    await using server = await startScriptedModel({ kind: 'status', status: 401, body });
    const args = ['fix', '--cwd', cartProject(), '--base-url', server.baseUrl];
    const run = await runCli(args, { env: { OPENAI_API_KEY: 'wrong-key' } });
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(/key/);
    expect(run.stdout + run.stderr).not.toContain('wrong-key');
    expect(server.requests).toHaveLength(1);
  });

  test('a server that can not be reached ends with exit code 2 and is named', async () => {
    const server = await startScriptedModel();
    await server.close();
    const run = await runCli(['fix', '--cwd', cartProject(), '--base-url', server.baseUrl]);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain(new URL(server.baseUrl).host);
  });

  test.each<[string, string, RegExp]>([
    ['prose', 'I would look at the price first.', /holds no edit in the SEARCH\/REPLACE form/],
    [
      'an edit outside the workspace',
      replyEdit('../../evil.js', '', 'x'),
      /leaves the workspace; only files inside/,
    ],
    [
      'an edit of a test',
      replyEdit('test/price.test.js', "import { test } from 'node:test';", ''),
      /test\/price\.test\.js is read-only \(test\)/,
    ],
    [
      'an edit of the configuration',
      replyEdit('package.json', '{ "type": "module" }', '{}'),
      /package\.json is read-only \(configuration\)/,
    ],
    ['a cut-off edit', 'src/price.js\n<<<<<<< SEARCH\n  return', /is cut off/],
  ])(
    'a model that answers with %s changes nothing, and the reason is told',
    async (_, reply, reason) => {
      // More than are asked for before the model is given up.
      const replies: readonly ScriptedReply[] = Array.from({ length: 8 }, () => reply);
      await using server = await startScriptedModel(...replies);
      const root = cartProject();
      const before = folderPicture(root);
      const run = await runCli(['fix', '--cwd', root, '--base-url', server.baseUrl, '--apply']);
      expect(run.exitCode).toBe(1);
      expect(run.stdout).toMatch(reason);
      expect(run.stdout).toMatch(/Try a stronger model or a narrower target\./);
      expect(folderPicture(root)).toEqual(before);
    },
  );
});

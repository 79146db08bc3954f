import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderPicture } from '../../support/folderPicture';
import { replyEdit } from '../../support/replyEdit';
import { startScriptedModel } from '../../support/scriptedModel';
import { temporaryFolder } from '../../support/temporaryFolder';
import { isAvailable } from '../testRunners/trial';
import { cartProject, FAULT, FIX } from './cartProject';
import { jsonLines, runCli } from './runCli';

const INSTRUCTION = 'a function slug(title) in src/slug.mjs that joins words with dashes';
const check = replyEdit(
  'fixpoint-check.test.mjs',
  '',
  [
    "import assert from 'node:assert/strict';",
    "import { test } from 'node:test';",
    "import { slug } from './src/slug.mjs';",
    "test('joins words with dashes', () => assert.equal(slug('A b'), 'a-b'));",
  ].join('\n'),
);
const bodies = [
  "title.toLowerCase().split(' ').join('-')",
  "title.toLowerCase().replaceAll(' ', '-')",
  "title.split(' ').join('-').toLowerCase()",
  "title.replaceAll(' ', '-').toLowerCase()",
  "title.toLowerCase().replace(/ /g, '-')",
];
const drafts = bodies.map((body) =>
  replyEdit('src/slug.mjs', '', `export const slug = (title) => ${body};`),
);

const pythonCheck = replyEdit(
  'test_fixpoint_check.py',
  '',
  "from slugify import slugify\n\n\ndef test_joins_words():\n    assert slugify('A b') == 'a-b'\n",
);
const pythonDrafts = [
  "'-'.join(title.lower().split())",
  "title.lower().replace(' ', '-')",
  "title.replace(' ', '-').lower()",
  "'-'.join(title.lower().split(' '))",
  "'-'.join(title.split()).lower()",
].map((body) => replyEdit('slugify.py', '', `def slugify(title):\n    return ${body}\n`));
const hasPytest = await isAvailable('python3', ['-c', 'import pytest']);

describe('fixpoint generate', () => {
  test('writes code into an empty folder, judged by a check, and calls it unproven', async () => {
    await using server = await startScriptedModel(check, ...drafts);
    const root = temporaryFolder();
    const args = ['generate', INSTRUCTION, '--cwd', root, '--base-url', server.baseUrl];
    const run = await runCli([...args, '--apply']);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).toMatch(/A check was written: \S+; it fails on the code as it is/);
    expect(run.stdout).toContain(
      '\nUnproven: no test of the project decides it; read the patch.\n',
    );
    expect(run.stdout).toContain('The fix is written into your files, unproven as it is.');
    expect(readFileSync(path.join(root, 'src/slug.mjs'), 'utf8')).toContain('slug = (title) =>');
    expect(folderPicture(root).map((line) => line.split(' ')[0])).not.toContain(
      'fixpoint-check.test.mjs',
    );
    expect(server.requests[0]?.body.messages.at(-1)?.content).toContain(INSTRUCTION);
  });

  test('says in the outcome line that it is unproven, and writes nothing by itself', async () => {
    await using server = await startScriptedModel(check, ...drafts);
    const root = temporaryFolder();
    const args = ['generate', INSTRUCTION, '--cwd', root, '--base-url', server.baseUrl];
    const run = await runCli([...args, '--json']);
    const lines = jsonLines(run);
    expect(lines.at(-1)).toMatchObject({ outcome: 'fixed-unproven', unproven: true });
    expect(lines[0]).toMatchObject({ kind: 'session', task: { instruction: INSTRUCTION } });
    expect(run.exitCode).toBe(0);
    expect(existsSync(path.join(root, 'src'))).toBe(false);
  });

  test('is judged by the tests that are named, where there are some', async () => {
    await using server = await startScriptedModel(replyEdit('src/price.js', FAULT, FIX));
    const root = cartProject();
    const words = 'reduced subtracts the discount, which is an amount';
    const args = ['generate', words, 'test/price.test.js', '--cwd', root];
    const run = await runCli([...args, '--base-url', server.baseUrl, '--json']);
    expect(jsonLines(run).at(-1)).toMatchObject({ outcome: 'fixed', unproven: false });
    expect(server.requests[0]?.body.messages.at(-1)?.content).toContain(words);
  });

  test.skipIf(!hasPytest)('writes Python into an empty folder when the words say so', async () => {
    await using server = await startScriptedModel(pythonCheck, ...pythonDrafts);
    const root = temporaryFolder();
    const words = 'slugify(title) in slugify.py, which joins words with dashes';
    const args = ['generate', words, '--cwd', root, '--base-url', server.baseUrl];
    const lines = jsonLines(await runCli([...args, '--json', '--apply']));
    expect(lines[0]).toMatchObject({ kind: 'session', runner: 'pytest' });
    expect(lines.at(-1)).toMatchObject({ outcome: 'fixed-unproven' });
    expect(readFileSync(path.join(root, 'slugify.py'), 'utf8')).toContain('def slugify(title):');
  });

  test('says what it needs when there is no model', async () => {
    const root = temporaryFolder();
    const run = await runCli(['generate', INSTRUCTION, '--cwd', root, '--provider', 'builtin']);
    expect(run.exitCode).toBe(3);
    expect(run.stdout + run.stderr).toMatch(/Code from words needs a model/);
  });
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { replyEdit } from '../../support/replyEdit';
import { startScriptedModel } from '../../support/scriptedModel';
import { cartProject, FAULT, FIX } from './cartProject';
import { jsonLines, runCli } from './runCli';

const STRICT = "test('never goes below zero', () => assert.equal(reduced(1, 1), 0));";
const LOOSE = "test('never goes below zero', () => assert.ok(reduced(1, 1) >= 0));";
const both = replyEdit('src/price.js', FAULT, FIX) + replyEdit('test/price.test.js', STRICT, LOOSE);

function textsOf(root: string): readonly string[] {
  return ['src/price.js', 'test/price.test.js'].map((file) =>
    readFileSync(path.join(root, file), 'utf8'),
  );
}

describe('edits of tests that come with a fix', () => {
  test('are shown apart with a warning and never written, when the developer is to be asked', async () => {
    await using server = await startScriptedModel(both);
    const root = cartProject();
    const base = ['fix', '--cwd', root, '--base-url', server.baseUrl, '--tests', 'ask'];
    const run = await runCli([...base, '--apply']);
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toMatch(/✓ 1\/1 fixed {2}✓ 0 broken {2}✓ 0 weakened/);
    expect(run.stdout).toContain('Proposed edits of tests (not judged, not applied):\n  ! test/');
    expect(run.stdout).toContain(`-${STRICT}\n+${LOOSE}\n`);
    const [code, tests] = textsOf(root);
    expect(code).toContain(FIX);
    expect(tests).toContain(STRICT);
  });

  test('are a patch of their own in the outcome line', async () => {
    await using server = await startScriptedModel(both);
    const root = cartProject();
    const base = ['fix', '--cwd', root, '--base-url', server.baseUrl, '--json'];
    const outcome = jsonLines(await runCli([...base, '--tests', 'ask'])).at(-1);
    expect(outcome?.['patch']).not.toContain('test/price.test.js');
    expect(outcome?.['testPatch']).toContain(`-${STRICT}\n+${LOOSE}\n`);
  });

  test('are written with the fix when they are allowed', async () => {
    await using server = await startScriptedModel(both);
    const root = cartProject();
    const base = ['fix', '--cwd', root, '--base-url', server.baseUrl, '--tests', 'allowed'];
    const run = await runCli([...base, '--apply']);
    expect(run.stdout).toContain('The fix and its edits of tests are written into your files.');
    const [code, tests] = textsOf(root);
    expect(code).toContain(FIX);
    expect(tests).toContain(LOOSE);
  });

  test('are refused when tests are locked', async () => {
    await using server = await startScriptedModel(both, replyEdit('src/price.js', FAULT, FIX));
    const root = cartProject();
    const base = ['fix', '--cwd', root, '--base-url', server.baseUrl];
    const run = await runCli([...base, '--apply']);
    expect(run.stdout).toMatch(/test\/price\.test\.js is read-only/);
    expect(run.stdout).not.toContain('Proposed edits of tests');
    expect(textsOf(root)[1]).toContain(STRICT);
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderPicture } from '../../support/folderPicture';
import { replyEdit } from '../../support/replyEdit';
import { startScriptedModel } from '../../support/scriptedModel';
import { temporaryFolder } from '../../support/temporaryFolder';
import { cartProject, FAULT, FIX } from './cartProject';
import { jsonLines, runCli } from './runCli';

const HALF_FIX = '  return (price - discount) * 2;';
const firstTry = replyEdit('src/price.js', FAULT, HALF_FIX);
const secondTry = `The discount is an amount.\n${replyEdit('src/price.js', HALF_FIX, FIX)}`;

/** Time after each piece of an answer, in milliseconds: together longer than loading and trying the tests takes. */
const PAUSE_MS = 400;

describe('fixpoint fix with an OpenAI-compatible server', () => {
  test('fixes a bug in two requests and leaves the files as they are', async () => {
    await using server = await startScriptedModel(firstTry, secondTry);
    const root = cartProject();
    const before = folderPicture(root);
    const args = [
      'fix',
      '--json',
      '--cwd',
      root,
      '--provider',
      'openai',
      '--base-url',
      server.baseUrl,
    ];
    const run = await runCli(args);
    const lines = jsonLines(run);
    expect(lines.at(-1)).toMatchObject({
      kind: 'outcome',
      outcome: 'fixed',
      targets: { fixed: 1, total: 1 },
      regressions: [],
      testsWeakened: [],
      revision: 2,
      revisions: 2,
      usage: { requests: 2 },
    });
    expect(lines.at(-1)?.['patch']).toContain(`-${FAULT}\n+${FIX}\n`);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(folderPicture(root)).toEqual(before);
    expect(server.requests[1]?.body.messages.at(-1)?.content).toContain('expected: 7\nactual: 14');
  });

  test('what the built-in search finds while the model thinks spares the second request', async () => {
    const slowly = { kind: 'reply', text: firstTry, pauseMs: PAUSE_MS } as const;
    await using server = await startScriptedModel(slowly);
    const root = cartProject();
    const before = folderPicture(root);
    const run = await runCli(['fix', '--json', '--cwd', root, '--base-url', server.baseUrl]);
    expect(jsonLines(run).at(-1)).toMatchObject({
      outcome: 'fixed',
      targets: { fixed: 1, total: 1 },
      revisions: 2,
      usage: { requests: 1 },
    });
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(folderPicture(root)).toEqual(before);
  });

  test('writes the fix with --apply, and the patch with --patch', async () => {
    await using server = await startScriptedModel(replyEdit('src/price.js', FAULT, FIX));
    const root = cartProject();
    const before = folderPicture(root);
    const args = [
      'fix',
      '--cwd',
      root,
      '--base-url',
      server.baseUrl,
      '--apply',
      '--patch',
      path.join(root, 'fix.patch'),
    ];
    const run = await runCli(args);
    expect(run.exitCode).toBe(0);
    expect(readFileSync(path.join(root, 'src/price.js'), 'utf8')).toContain(FIX);
    expect(readFileSync(path.join(root, 'fix.patch'), 'utf8')).toContain(`+${FIX}`);
    const changed = folderPicture(root).filter((line) => !before.includes(line));
    expect(changed.map((line) => line.split(' ')[0])).toEqual(['fix.patch', 'src/price.js']);
  });

  test('knows in the next session what one session taught, and names a second model', async () => {
    const fixed = replyEdit('src/price.js', FAULT, FIX);
    await using server = await startScriptedModel(fixed, fixed);
    const env = { XDG_STATE_HOME: temporaryFolder() };
    const root = cartProject();
    const args = ['fix', '--json', '--cwd', root, '--base-url', server.baseUrl, '--model', 'own-1'];
    const first = jsonLines(await runCli(args, { env }))[0];
    expect(first?.['task']).not.toHaveProperty('experience');
    const second = jsonLines(await runCli([...args, '--feedback-model', 'large'], { env }))[0];
    expect(second).toMatchObject({
      feedbackModel: 'large',
      task: { experience: { arms: [{ strategy: 'draft', family: 'own' }] } },
    });
  });

  test('remembers the pattern of a fix that the built-in search found and that was written', async () => {
    const env = { XDG_STATE_HOME: temporaryFolder() };
    const root = cartProject();
    const args = ['fix', '--cwd', root, '--provider', 'builtin', '--json'];
    const lines = jsonLines(await runCli([...args, '--apply'], { env }));
    const patches = lines.flatMap((line) => (line['kind'] === 'patch' ? [line['revision']] : []));
    const [{ pattern }] = patches as [{ readonly pattern: string }];
    writeFileSync(
      path.join(root, 'src/price.js'),
      `export function reduced(price, discount) {\n${FAULT}\n}\n`,
    );
    const next = jsonLines(await runCli(args, { env }))[0];
    expect(next).toMatchObject({
      task: { experience: { patterns: { [pattern]: expect.closeTo(1) as number } } },
    });
  });

  test('ends with 1 and a sentence when the model stops answering in mid-session', async () => {
    await using server = await startScriptedModel(firstTry, { kind: 'status', status: 401 });
    const root = cartProject();
    const run = await runCli(['fix', '--cwd', root, '--base-url', server.baseUrl]);
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toMatch(/No revision made a failing test pass; nothing was changed\./);
  });

  test('ends with 130 when it is interrupted, with nothing changed', async () => {
    await using server = await startScriptedModel({ kind: 'stall', text: 'Let me think' });
    const root = cartProject();
    const before = folderPicture(root);
    const run = await runCli(['fix', '--json', '--cwd', root, '--base-url', server.baseUrl], {
      onOutput: (stdout, kill) => {
        if (stdout.includes('"kind":"prompt"')) kill('SIGINT');
      },
    });
    expect(run.exitCode).toBe(130);
    expect(jsonLines(run).at(-1)).toMatchObject({ kind: 'outcome', outcome: 'user' });
    expect(folderPicture(root)).toEqual(before);
  });
});

describe('fixpoint fix without a model', () => {
  test('repairs a project by itself', async () => {
    const root = cartProject();
    const file = path.join(root, 'src/price.js');
    const run = await runCli(['fix', '--cwd', root, '--provider', 'builtin', '--apply']);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).toMatch(/✓ 1\/1 fixed {2}✓ 0 broken {2}✓ 0 weakened/);
    expect(readFileSync(file, 'utf8')).not.toContain(FAULT);
    const again = await runCli(['fix', '--cwd', root]);
    expect(again).toMatchObject({ exitCode: 0 });
    expect(again.stdout).toContain('All tests pass already; there is nothing to fix.');
  });
});

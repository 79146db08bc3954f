import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readJournal } from '../../../src/adapters/journal/jsonLinesJournal';
import { replyEdit } from '../../support/replyEdit';
import { startScriptedModel } from '../../support/scriptedModel';
import { temporaryFolder } from '../../support/temporaryFolder';
import { cartProject, FAULT, FIX } from './cartProject';
import { jsonLines, runCli } from './runCli';

const HALF_FIX = '  return (price - discount) * 2;';
const firstTry = replyEdit('src/price.js', FAULT, HALF_FIX);
const secondTry = replyEdit('src/price.js', HALF_FIX, FIX);

test('a session that was killed goes on in the same journal, and asks nothing twice', async () => {
  await using server = await startScriptedModel(firstTry, { kind: 'stall', text: 'Let me' });
  const root = cartProject();
  const env = { XDG_STATE_HOME: temporaryFolder() };
  const fix = ['fix', '--json', '--cwd', root, '--base-url', server.baseUrl];
  const killed = await runCli([...fix, '--model', 'own', '--seed', '7'], {
    env,
    onOutput: (stdout, kill) => {
      if (stdout.split('"kind":"prompt"').length > 2) kill('SIGKILL');
    },
  });
  expect(killed.exitCode).toBeNull();
  server.push(secondTry);
  const run = await runCli([...fix, '--continue', '--apply'], { env });
  const lines = jsonLines(run);
  expect(lines[0]).toMatchObject({ kind: 'session', model: 'own', task: { seed: 7 } });
  expect(lines.at(-1)).toMatchObject({ outcome: 'fixed', revision: 2, usage: { requests: 2 } });
  expect(run.exitCode).toBe(0);
  expect(server.requests).toHaveLength(3);
  expect(server.requests[2]?.body).toMatchObject({
    model: 'own',
    messages: server.requests[1]?.body.messages,
  });
  const [folder = ''] = readdirSync(path.join(env.XDG_STATE_HOME, 'fixpoint/sessions'), {
    withFileTypes: true,
  }).map(({ parentPath, name }) => path.join(parentPath, name));
  const journals = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  expect(journals).toHaveLength(1);
  const events = await readJournal(path.join(folder, journals[0] ?? ''));
  expect(events.filter(({ kind }) => kind === 'session')).toHaveLength(1);
  expect(events.at(-1)?.kind).toBe('outcome');
  const again = await runCli(['fix', '--continue', '--cwd', root], { env });
  expect(again.exitCode).toBe(2);
  expect(again.stderr).toMatch(/^Nothing to continue/);
});

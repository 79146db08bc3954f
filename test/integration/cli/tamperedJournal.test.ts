import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { journalLine } from '../../../src/adapters/journal/journalLine';
import { readJournal } from '../../../src/adapters/journal/jsonLinesJournal';
import type { SessionEvent } from '../../../src/core/session/events';
import { folderPicture } from '../../support/folderPicture';
import { replyEdit } from '../../support/replyEdit';
import { startScriptedModel } from '../../support/scriptedModel';
import { temporaryFolder } from '../../support/temporaryFolder';
import { cartProject, FAULT, FIX } from './cartProject';
import { runCli } from './runCli';

const HALF = '  return (price - discount) * 2;';
const HOSTILE = [
  '../fixpoint-evil.js',
  '/tmp/fixpoint-evil.js',
  '.git/hooks/pre-commit',
  'package.json',
];

test('fault 110: a session whose journal was changed to write elsewhere is not gone on with, and nothing is written', async () => {
  const second = { kind: 'reply', text: replyEdit('src/price.js', HALF, FIX) } as const;
  let kill: (signal: NodeJS.Signals) => void = () => undefined;
  await using server = await startScriptedModel(replyEdit('src/price.js', FAULT, HALF), () => {
    kill('SIGKILL');
    return { kind: 'stall', text: '' };
  });
  const root = cartProject();
  const env = { XDG_STATE_HOME: temporaryFolder() };
  const fix = ['fix', '--json', '--apply', '--cwd', root, '--base-url', server.baseUrl];
  await runCli(fix, {
    env,
    onStart: (own) => {
      kill = own;
    },
  });
  const journal = journalIn(env.XDG_STATE_HOME);
  const events = await readJournal(journal);
  expect(events.some(({ kind }) => kind === 'patch')).toBe(true);
  const before = folderPicture(root);
  for (const target of HOSTILE) {
    const changed = events.map((event) => withPath(event, target));
    writeFileSync(journal, changed.map((event) => `${journalLine(event)}\n`).join(''));
    const run = await runCli([...fix, '--continue'], { env });
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain(`names ${JSON.stringify(target)}, which no repair may edit`);
  }
  expect(folderPicture(root)).toEqual(before);
  expect(existsSync(path.join(root, '../fixpoint-evil.js'))).toBe(false);
  // As it was, it goes on.
  writeFileSync(journal, events.map((event) => `${journalLine(event)}\n`).join(''));
  server.push(second);
  expect((await runCli([...fix, '--continue'], { env })).exitCode).toBe(0);
});

function journalIn(state: string): string {
  const names = readdirSync(state, { recursive: true, encoding: 'utf8' });
  return path.join(state, names.find((name) => name.endsWith('.jsonl')) ?? '');
}

function withPath(event: SessionEvent, target: string): SessionEvent {
  if (event.kind !== 'patch') return event;
  const files = event.revision.files.map((file) => ({ ...file, path: target }));
  return { ...event, revision: { ...event.revision, files } };
}

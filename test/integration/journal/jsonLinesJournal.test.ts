import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { execa } from 'execa';
import { expect, test } from 'vitest';

import {
  openJournal,
  readJournal,
  readJournalContent,
} from '../../../src/adapters/journal/jsonLinesJournal';
import type { SessionEvent } from '../../../src/core/session/events';
import { temporaryFolder } from '../../support/temporaryFolder';

function feedback(revision: number, text = 'red\r\n"still" \u2028 😀'): SessionEvent {
  return { kind: 'feedback', revision, text };
}

test('gives back the events in the order in which they were appended, one per line', async () => {
  const file = join(temporaryFolder(), 'deep/er/session.jsonl');
  const events = Array.from({ length: 50 }, (_, index) => feedback(index));
  const journal = await openJournal(file);
  await Promise.all(events.map((event) => journal.append(event)));
  await journal.close();
  expect(await readJournal(file)).toEqual(events);
  expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(50);
});

test('can be read by nobody else', async () => {
  const file = join(temporaryFolder(), 'sessions/session.jsonl');
  await (await openJournal(file)).close();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(join(file, '..')).mode & 0o777).toBe(0o700);
});

test('an event is on disk once its append resolved, though the journal is still open', async () => {
  const file = join(temporaryFolder(), 'session.jsonl');
  const journal = await openJournal(file);
  await journal.append(feedback(1));
  expect(await readJournal(file)).toEqual([feedback(1)]);
  await journal.close();
});

test('closing waits for what was appended', async () => {
  const file = join(temporaryFolder(), 'session.jsonl');
  const journal = await openJournal(file);
  const appended = journal.append(feedback(1, 'x'.repeat(1_000_000)));
  await journal.close();
  await appended;
  expect(await readJournal(file)).toHaveLength(1);
});

test('a torn last line is left out and cut off, and later events are whole', async () => {
  const file = join(temporaryFolder(), 'session.jsonl');
  writeFileSync(file, `${JSON.stringify(feedback(1))}\n{"kind":"feedb`);
  expect(await readJournalContent(file)).toMatchObject({
    events: [feedback(1)],
    isDamaged: false,
  });
  const journal = await openJournal(file);
  await journal.append(feedback(2));
  await journal.close();
  expect(await readJournal(file)).toEqual([feedback(1), feedback(2)]);
});

test('fault 82: a journal is believed up to its first damaged byte, wherever that is, and goes on from there', async () => {
  const whole = await journalOf(feedback(1), feedback(2), feedback(3));
  const secondLine = whole.indexOf('\n') + 1;
  const lastLine = whole.lastIndexOf('\n', whole.length - 2) + 1;
  for (let at = secondLine; at < lastLine - 1; at++) {
    const damaged = Buffer.from(whole);
    damaged[at] = damaged.readUInt8(at) ^ 1;
    const file = join(temporaryFolder(), 'session.jsonl');
    writeFileSync(file, damaged);
    expect(await readJournalContent(file)).toMatchObject({
      events: [feedback(1)],
      isDamaged: true,
    });
    const journal = await openJournal(file);
    await journal.append(feedback(4));
    await journal.close();
    expect(await readJournal(file)).toEqual([feedback(1), feedback(4)]);
  }
});

test('fault 82: a journal whose end a power cut filled with zeros keeps what came before', async () => {
  const file = join(temporaryFolder(), 'session.jsonl');
  writeFileSync(file, Buffer.concat([await journalOf(feedback(1)), Buffer.alloc(4_096)]));
  expect(await readJournal(file)).toEqual([feedback(1)]);
});

/** The bytes of a journal that holds these events. */
async function journalOf(...events: readonly SessionEvent[]): Promise<Buffer> {
  const file = join(temporaryFolder(), 'whole.jsonl');
  const journal = await openJournal(file);
  for (const event of events) await journal.append(event);
  await journal.close();
  return readFileSync(file);
}

test('a line that is no event ends what is believed', async () => {
  const file = join(temporaryFolder(), 'session.jsonl');
  for (const line of ['', '17', 'null', '[]', '{"no":"kind"}']) {
    writeFileSync(file, `${JSON.stringify(feedback(1))}\n${line}\n`);
    appendFileSync(file, `${JSON.stringify(feedback(2))}\n`);
    expect(await readJournalContent(file)).toMatchObject({
      events: [feedback(1)],
      isDamaged: true,
    });
  }
});

test('two processes that append to one journal never mix their lines', async () => {
  const file = join(temporaryFolder(), 'session.jsonl');
  const script = `for (let i = 0; i < 200; i++) {
    require('fs').appendFileSync(${JSON.stringify(file)}, JSON.stringify({ kind: 'feedback', revision: i, text: 'other' }) + '\\n');
  }`;
  const journal = await openJournal(file);
  const other = execa(process.execPath, ['-e', script]);
  for (let index = 0; index < 200; index++) await journal.append(feedback(index, 'own'));
  await other;
  await journal.close();
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toHaveLength(400);
});

test('says which journal is missing', async () => {
  const file = join(temporaryFolder(), 'none.jsonl');
  await expect(readJournal(file)).rejects.toThrow(`The journal ${file} can't be read`);
});

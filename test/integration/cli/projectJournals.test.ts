import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { readJournal } from '../../../src/adapters/journal/jsonLinesJournal';
import { experienceFile, lastCutOff, newJournalFile } from '../../../src/cli/projectJournals';
import { removeOldJournals } from '../../../src/adapters/journal/removeOldJournals';
import { thisProcess } from '../../../src/adapters/ownerLock';
import { openOwnJournal } from '../../../src/adapters/journal/ownJournal';
import type { SessionEvent } from '../../../src/core/session/events';
import { story } from '../../support/sessionStory';
import { temporaryFolder } from '../../support/temporaryFolder';

const ROOT = '/home/shop';
/** Above what systems give. */
const DEAD_PID = 2_147_483_646;

beforeEach(() => {
  vi.stubEnv('XDG_STATE_HOME', temporaryFolder());
  onTestFinished(() => void vi.unstubAllEnvs());
});

async function sessionOf(root: string, ...events: readonly SessionEvent[]): Promise<string> {
  const file = newJournalFile(root);
  const journal = await openOwnJournal(file);
  for (const event of events) await journal.append(event);
  await journal.close();
  return file;
}

describe('the sessions of a project', () => {
  test('lie together, apart from those of other projects', () => {
    const folder = path.dirname(newJournalFile(ROOT));
    expect(path.dirname(newJournalFile(ROOT))).toBe(folder);
    expect(path.dirname(experienceFile(ROOT))).toBe(folder);
    expect(path.dirname(newJournalFile('/home/other'))).not.toBe(folder);
  });

  test('the last one without an outcome is found, with all its events', async () => {
    const events = [story.session('m'), story.patch(1)];
    await sessionOf(ROOT, story.session('older'));
    const file = await sessionOf(ROOT, ...events);
    await sessionOf('/home/other', story.session('other'));
    const found = await lastCutOff(ROOT);
    expect(found).toEqual({ file, start: events[0], events, damage: [] });
  });

  test('an ended one is not continued, nor is one that never began', async () => {
    await sessionOf(ROOT, story.session('m'), story.outcome({}));
    await sessionOf(ROOT);
    await expect(lastCutOff(ROOT)).rejects.toThrow(
      'Nothing to continue: no session in /home/shop was cut off. Start one with `fixpoint fix`.',
    );
    await expect(lastCutOff('/home/never')).rejects.toThrow(/^Nothing to continue/);
  });

  test('fault 83: one that is still running is left alone', async () => {
    const file = newJournalFile(ROOT);
    const journal = await openOwnJournal(file);
    await journal.append(story.session('m'));
    await expect(lastCutOff(ROOT)).rejects.toThrow(/^Nothing to continue/);
    await journal.close();
    expect((await lastCutOff(ROOT)).file).toBe(file);
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  test('fault 82: an empty or unreadable journal is left out with a sentence, and an older session goes on', async () => {
    const older = await sessionOf(ROOT, story.session('older'), story.patch(1));
    await sessionOf(ROOT);
    const damaged = await sessionOf(ROOT, story.session('m'));
    writeFileSync(damaged, Buffer.alloc(4_096, '\0\n'));
    const sentence = `A session can not be read, because its journal ${damaged} is damaged.`;
    expect(await lastCutOff(ROOT)).toMatchObject({ file: older, damage: [sentence] });
    rmSync(older);
    await expect(lastCutOff(ROOT)).rejects.toThrow(
      `Nothing to continue: no session in /home/shop was cut off. ${sentence} Start one with \`fixpoint fix\`.`,
    );
  });

  test('fault 82: a session whose journal is damaged in the middle goes on from what came before', async () => {
    const file = await sessionOf(ROOT, story.session('m'), story.patch(1), story.eval(1));
    const lines = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, lines.with(1, lines[1]?.replace('patch', 'pitch') ?? '').join('\n'));
    const { events, damage } = await lastCutOff(ROOT);
    expect(events).toEqual([story.session('m')]);
    expect(damage).toEqual([
      'The journal of the session is damaged, so it goes on from what came before the damage.',
    ]);
  });

  test('fault 83: of two processes that take over a session whose process died, one gets it', async () => {
    const file = await sessionOf(ROOT, story.session('m'));
    for (let round = 0; round < 20; round++) {
      writeFileSync(`${file}.lock`, JSON.stringify({ ...thisProcess(), pid: DEAD_PID }));
      const tries = await Promise.allSettled([1, 2, 3, 4].map(() => openOwnJournal(file)));
      const held = tries.filter((each) => each.status === 'fulfilled');
      expect(held).toHaveLength(1);
      for (const each of tries) {
        if (each.status === 'rejected') {
          expect(each.reason).toMatchObject({
            message:
              'Another Fixpoint is working on this session; wait for its end, or stop it first.',
          });
        }
      }
      await held[0]?.value.close();
    }
  });

  test('the oldest are removed above a number or a size, but never one that is being written', async () => {
    const oldest = await sessionOf(ROOT, story.session('oldest'));
    const files = [oldest];
    for (const model of ['a', 'b', 'c']) files.push(await sessionOf(ROOT, story.session(model)));
    for (const [at, file] of files.entries()) utimesSync(file, 1e9 + at, 1e9 + at);
    const journal = await openOwnJournal(oldest);
    const folder = path.dirname(oldest);
    const left = (): readonly boolean[] => files.map((file) => existsSync(file));
    await removeOldJournals(folder, { maxJournals: 2, maxBytes: 1e6 });
    expect(left()).toEqual([true, false, true, true]);
    await removeOldJournals(folder, { maxJournals: 2, maxBytes: statSync(files[3] ?? '').size });
    expect(left()).toEqual([true, false, false, true]);
    await journal.close();
    await removeOldJournals(folder, { maxJournals: 1, maxBytes: 1e6 });
    expect(left()).toEqual([false, false, false, true]);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  test('fault 83: one whose process died is taken over, and goes on in the same file', async () => {
    const { pid } = execa(process.execPath, ['-e', '']);
    const file = await sessionOf(ROOT, story.session('m'));
    await vi.waitFor(() => {
      expect(() => process.kill(pid ?? 0, 0)).toThrow();
    });
    writeFileSync(`${file}.lock`, JSON.stringify({ pid, host: hostname() }));
    expect((await lastCutOff(ROOT)).file).toBe(file);
    const journal = await openOwnJournal(file);
    await journal.append(story.outcome({}));
    await journal.close();
    expect((await readJournal(file)).map(({ kind }) => kind)).toEqual(['session', 'outcome']);
  });
});

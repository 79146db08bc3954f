import { existsSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { readJournal } from '../../../src/adapters/journal/jsonLinesJournal';
import { experienceFile, lastCutOff, newJournalFile } from '../../../src/cli/projectJournals';
import { openOwnJournal } from '../../../src/adapters/journal/ownJournal';
import type { SessionEvent } from '../../../src/core/session/events';
import { story } from '../../support/sessionStory';
import { temporaryFolder } from '../../support/temporaryFolder';

const ROOT = '/home/shop';

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
    expect(found).toEqual({ file, start: events[0], events });
  });

  test('an ended one is not continued, nor is one that never began', async () => {
    await sessionOf(ROOT, story.session('m'), story.outcome({}));
    await sessionOf(ROOT);
    await expect(lastCutOff(ROOT)).rejects.toThrow(
      'Nothing to continue: no session in /home/shop was cut off. Start one with `fixpoint fix`.',
    );
    await expect(lastCutOff('/home/never')).rejects.toThrow(/^Nothing to continue/);
  });

  test('one that is still running is left alone', async () => {
    const file = newJournalFile(ROOT);
    const journal = await openOwnJournal(file);
    await journal.append(story.session('m'));
    await expect(lastCutOff(ROOT)).rejects.toThrow(/^Nothing to continue/);
    await journal.close();
    expect((await lastCutOff(ROOT)).file).toBe(file);
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  test('one whose process died is taken over, and goes on in the same file', async () => {
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

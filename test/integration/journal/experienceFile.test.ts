import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  readExperience,
  rememberAccepted,
  rememberSession,
} from '../../../src/adapters/journal/experienceFile';
import type { SessionEvent } from '../../../src/core/session/events';
import { story } from '../../support/sessionStory';
import { temporaryFolder } from '../../support/temporaryFolder';

const DAY_MS = 86_400_000;
const START_MS = 1_700_000_000_000;

const wonByExplaining: readonly SessionEvent[] = [
  story.session('gpt-5-mini'),
  story.action('repair', { style: 'explain', failure: 'assertion' }),
  story.reply(300, 10),
  story.patch(1),
  story.eval(1),
];

test('A26: what a session taught is there for the next one, and counts half after 30 days', async () => {
  const file = join(temporaryFolder(), 'deep/er/experience.json');
  expect(await readExperience(file)).toBeUndefined();
  await rememberSession(file, wonByExplaining, START_MS);
  const arm = { failure: 'assertion', strategy: 'explain', family: 'gpt', tokens: 300 };
  expect(await readExperience(file, START_MS)).toEqual({ arms: [{ ...arm, wins: 1, losses: 0 }] });
  const later = await readExperience(file, START_MS + 30 * DAY_MS);
  expect(later?.arms[0]?.wins).toBeCloseTo(0.5, 10);
  await rememberSession(file, wonByExplaining, START_MS + 30 * DAY_MS);
  const both = await readExperience(file, START_MS + 30 * DAY_MS);
  expect(both?.arms[0]?.wins).toBeCloseTo(1.5, 10);
});

test('a clock that was set back makes nothing count more', async () => {
  const file = join(temporaryFolder(), 'experience.json');
  await rememberSession(file, wonByExplaining, START_MS);
  expect((await readExperience(file, START_MS - 90 * DAY_MS))?.arms[0]?.wins).toBe(1);
});

test.each([
  ['half a file', '{"version":1,"savedAtMs":17,"ar'],
  ['another version', '{"version":99,"savedAtMs":1,"arms":[]}'],
  ['no arms', '{"version":1,"savedAtMs":1}'],
  [
    'a negative count',
    '{"version":1,"savedAtMs":1,"arms":[{"failure":"a","strategy":"b","family":"c","wins":-1,"losses":0,"tokens":0}]}',
  ],
  ['null', 'null'],
  ['nothing', ''],
])('%s counts as no experience, and is replaced', async (_, text) => {
  const file = join(temporaryFolder(), 'experience.json');
  writeFileSync(file, text);
  expect(await readExperience(file)).toBeUndefined();
  await rememberSession(file, wonByExplaining);
  expect((await readExperience(file))?.arms).toHaveLength(1);
});

test('the file is whole at any time, private, and nothing is left beside it', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'experience.json');
  const writers = Array.from({ length: 8 }, () => rememberSession(file, wonByExplaining));
  await Promise.all(writers);
  expect(() => JSON.parse(readFileSync(file, 'utf8')) as unknown).not.toThrow();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['experience.json']);
});

test('accepted repairs count by their pattern, fade, and stay beside what sessions teach', async () => {
  const file = join(temporaryFolder(), 'experience.json');
  await rememberAccepted(file, ['off-by-one', 'off-by-one', 'jump-kind'], 0);
  await rememberAccepted(file, [], 0);
  await rememberSession(file, [], 0);
  expect((await readExperience(file, 0))?.patterns).toEqual({ 'off-by-one': 2, 'jump-kind': 1 });
  const later = await readExperience(file, 30 * DAY_MS);
  expect(later?.patterns).toEqual({ 'off-by-one': 1, 'jump-kind': 0.5 });
});

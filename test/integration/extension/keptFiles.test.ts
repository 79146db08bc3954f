import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  forgetOldSessions,
  keepReview,
  keepSession,
  readKept,
} from '../../../src/extension/host/keptFiles';
import { beginFileReview } from '../../../src/extension/review/fileReview';
import type { ReviewSet } from '../../../src/extension/review/reviewSet';
import { RepairSession, type KeptSession } from '../../../src/extension/sessions/repairSession';

const root = 'file:///work';

function session(id: string, title = 'Fix failing tests'): KeptSession {
  const ended = new RepairSession({ id, title, root });
  ended.end();
  return ended.keep();
}

function running(id: string): KeptSession {
  return new RepairSession({ id, title: 'Fix failing tests', root }).keep();
}

function review(of: string, revision: number): ReviewSet {
  return { session: of, revision, root, files: [] };
}

describe('what windows keep of a folder', () => {
  let folder = '';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fixpoint-kept-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function ids(): Promise<readonly string[]> {
    return (await readKept(folder, root)).sessions.map(({ view }) => view.id);
  }

  test('fault 110: is not believed when it names files that no proposal was let edit, or another folder', async () => {
    const hostile = ['../evil.ts', '/etc/hosts', '.git/hooks/pre-commit', '.vscode/tasks.json'];
    const files = (path: string): ReviewSet['files'] => [
      beginFileReview({ path, base: 'a', proposal: 'b', real: 'a' }),
    ];
    for (const [index, path] of hostile.entries()) {
      const kept = session(`2026-01-01-${String(index)}`);
      const proposed = [[path, 'evil']] as const;
      keepSession(folder, { ...kept, texts: [[1, { baseline: [], proposed, tests: [] }]] });
      keepReview(folder, { ...review(`2026-01-01-${String(index)}`, 1), files: files(path) });
    }
    keepSession(
      folder,
      new RepairSession({ id: '2026-01-02-a', title: 'a', root: 'file:///etc' }).keep(),
    );
    keepReview(folder, { ...review('2026-01-02-a', 1), root: 'file:///etc' });
    keepSession(folder, session('2026-01-02-b'));
    keepReview(folder, { ...review('2026-01-02-b', 1), files: files('src/a.ts') });
    const { sessions, reviews } = await readKept(folder, root);
    expect(sessions.map(({ view }) => view.id)).toEqual(['2026-01-02-b']);
    expect(reviews.map((each) => each.session)).toEqual(['2026-01-02-b']);
  });

  test('is nothing before the first session', async () => {
    expect(await readKept(join(folder, 'absent'), root)).toEqual({ sessions: [], reviews: [] });
  });

  test('comes back newest first, however many windows wrote it', async () => {
    keepSession(folder, session('2026-01-02-a'));
    keepSession(folder, session('2026-01-03-b'));
    keepSession(folder, session('2026-01-01-c'));
    expect(await ids()).toEqual(['2026-01-03-b', '2026-01-02-a', '2026-01-01-c']);
  });

  test('a session that is kept again replaces only itself', async () => {
    keepSession(folder, session('2026-01-01-a'));
    keepSession(folder, session('2026-01-02-b'));
    keepSession(folder, session('2026-01-01-a', 'Another title'));
    const titles = (await readKept(folder, root)).sessions.map(({ view }) => view.title);
    expect(titles).toEqual(['Fix failing tests', 'Another title']);
  });

  test('of reviews the one changed last comes last', async () => {
    keepReview(folder, review('2026-01-01-a', 2));
    keepReview(folder, review('2026-01-01-a', 1));
    const now = Date.now() / 1000;
    await utimes(join(folder, '2026-01-01-a.2.review.json'), now + 5, now + 5);
    const { reviews } = await readKept(folder, root);
    expect(reviews.map(({ revision }) => revision)).toEqual([1, 2]);
  });

  test('only the newest five sessions stay, and the reviews of these', async () => {
    for (const day of [1, 2, 3, 4, 5, 6, 7]) {
      keepSession(folder, session(`2026-01-0${String(day)}-a`));
      keepReview(folder, review(`2026-01-0${String(day)}-a`, 1));
    }
    forgetOldSessions(folder);
    const days = [3, 4, 5, 6, 7];
    expect((await readdir(folder)).sort()).toEqual(
      days.flatMap((day) => [
        `2026-01-0${String(day)}-a.1.review.json`,
        `2026-01-0${String(day)}-a.session.json`,
      ]),
    );
  });

  test('a file that is broken or of another version counts as absent', async () => {
    keepSession(folder, session('2026-01-01-a'));
    keepSession(folder, session('2026-01-02-b'));
    await writeFile(join(folder, '2026-01-02-b.session.json'), '{ "version": 4, "sess');
    keepSession(folder, session('2026-01-03-c'));
    const path = join(folder, '2026-01-03-c.session.json');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace(/"version":\d+/, '"version":1'));
    expect(await ids()).toEqual(['2026-01-01-a']);
  });

  test('fault 83: a running session says so while its window is there, and is cut off when it is not', async () => {
    keepSession(folder, running('2026-01-01-a'));
    const [alive] = (await readKept(folder, root)).sessions;
    expect(alive?.view.problem).toContain('runs in another window');
    const path = join(folder, '2026-01-01-a.session.json');
    // No process has this id: it is above what systems give.
    const text = (await readFile(path, 'utf8')).replace(/"pid":\d+/, '"pid":2147483646');
    await writeFile(path, text);
    const [gone] = (await readKept(folder, root)).sessions;
    expect(gone?.view.problem).toBeUndefined();
  });
});

import { describe, expect, test } from 'vitest';
import { fileEditBetween } from '../../../../src/core/revisions/applyRevision';
import {
  isCutOff,
  RepairSession,
  type KeptSession,
} from '../../../../src/extension/sessions/repairSession';
import { story } from '../../../support/sessionStory';

const files = new Map([['a.ts', 'one\n']]);
const workspace = { read: (path: string) => Promise.resolve(files.get(path)) };

function edits(): NonNullable<ReturnType<typeof fileEditBetween>>[] {
  return [
    fileEditBetween('a.ts', 'one\n', 'two\n'),
    fileEditBetween('new.ts', null, 'new\n'),
  ].filter((edit) => edit !== undefined);
}

describe('a session that a window remembers', () => {
  test('keeps both texts of each revision after its workspace is gone', async () => {
    const session = new RepairSession({ id: 's', title: 't', root: 'file:///w' });
    await session.take(story.session(), workspace);
    await session.take(story.patch(1, { files: edits() }), workspace);
    const texts = session.textsOf(1);
    expect([...(texts?.baseline ?? [])]).toEqual([
      ['a.ts', 'one\n'],
      ['new.ts', null],
    ]);
    expect([...(texts?.proposed ?? [])]).toEqual([
      ['a.ts', 'two\n'],
      ['new.ts', 'new\n'],
    ]);
    expect(session.textsOf(2)).toBeUndefined();
  });

  test('keeps the texts of edits of tests, and knows them', async () => {
    const session = new RepairSession({ id: 's', title: 't', root: 'file:///w' });
    const [first, second] = edits();
    const testFiles = second === undefined ? [] : [second];
    await session.take(
      story.patch(1, { files: first === undefined ? [] : [first], testFiles }),
      workspace,
    );
    const kept = RepairSession.restore(
      JSON.parse(JSON.stringify(session.keep())) as KeptSession,
    ).textsOf(1);
    expect([...(kept?.proposed.keys() ?? [])]).toEqual(['a.ts', 'new.ts']);
    expect([...(kept?.tests ?? [])]).toEqual(['new.ts']);
  });

  test('folds events into its view, and no longer waits once it has ended', async () => {
    const session = new RepairSession({ id: 's', title: 't', root: 'file:///w' });
    await session.take(story.session('m'), workspace);
    session.setPaused(1);
    expect(session.view).toMatchObject({ pausedAt: 1, running: true, state: { model: 'm' } });
    session.end();
    expect(session.view.running).toBe(false);
    expect(session.view.pausedAt).toBeUndefined();
  });

  test('comes back from plain data as it was, but ended', async () => {
    const session = new RepairSession({ id: 's', title: 't', root: 'file:///w' });
    await session.take(story.session('m'), workspace);
    await session.take(story.patch(1, { files: edits() }), workspace);
    session.setPaused(1);
    const text = JSON.stringify(session.keep());
    const restored = RepairSession.restore(JSON.parse(text) as KeptSession);
    expect(restored.textsOf(1)).toEqual(session.textsOf(1));
    session.end();
    expect(restored.view).toEqual(session.view);
  });
});

describe('a session that was cut off and goes on', () => {
  const past = [story.session('m'), story.action('draft'), story.patch(1, { files: edits() })];

  async function cutOff(): Promise<RepairSession> {
    const session = new RepairSession({ id: 's', title: 't', root: 'file:///w' });
    for (const event of past) await session.take(event, workspace);
    session.end();
    return session;
  }

  test('is as it was, with its texts, while its past is taken again', async () => {
    const before = await cutOff();
    const session = RepairSession.resume(before, past.length);
    for (const event of [undefined, ...past]) {
      if (event) await session.take(event, workspace);
      expect(session.view).toEqual({ ...before.view, running: true });
      expect(session.textsOf(1)).toEqual(before.textsOf(1));
    }
  });

  test('can be gone on with again when it could not go on', async () => {
    const before = await cutOff();
    const atOnce = RepairSession.resume(before, past.length);
    atOnce.end('Another model is chosen.');
    const later = RepairSession.resume(before, past.length);
    for (const event of past) await later.take(event, workspace);
    later.end('The workspace is gone.');
    for (const { view } of [atOnce, later]) {
      expect(view).toEqual(before.view);
      expect(isCutOff(view)).toBe(true);
    }
  });

  test('is over when a problem ended it after it went on', async () => {
    const session = RepairSession.resume(await cutOff(), past.length);
    for (const event of [...past, story.eval(1)]) await session.take(event, workspace);
    session.end('The model is gone.');
    expect(session.view).toMatchObject({ running: false, problem: 'The model is gone.' });
    expect(session.view.state.revisions[0]?.verdict).toBeDefined();
  });
});

import { describe, expect, test } from 'vitest';
import type { SessionEvent } from '../../../../src/core/session/events';
import { changedPart } from '../../../../src/extension/repairs/changedPart';
import { courseRows } from '../../../../src/extension/repairs/courseRows';
import type { SessionView } from '../../../../src/extension/sessions/repairSession';
import { stateAfter, story } from '../../../support/sessionStory';

const REVISIONS = 500;
/** The bar for a redraw. */
const REDRAW_MS = 50;

function viewOf(events: readonly SessionEvent[]): SessionView {
  const state = stateAfter(...events);
  return { id: 's', title: 'Fix failing tests', root: 'file:///w', state, running: true };
}

const events = [
  story.session('gpt-5-mini'),
  story.baseline(['adds', 'subtracts']),
  ...Array.from({ length: REVISIONS }, (_, index) => [
    story.action('repair', { iteration: index + 1, parent: index }),
    story.reply(900, 1000),
    story.patch(index + 1, { parent: Math.floor(index / 3) }),
    story.eval(index + 1, { fixed: 1, total: 2, value: 0.5 }),
  ]).flat(),
];

describe('a session of many revisions', () => {
  const view = viewOf(events);

  test(`is drawn anew in ${String(REDRAW_MS)} ms`, () => {
    courseRows(view);
    const start = process.cpuUsage();
    const rows = courseRows({
      ...view,
      state: { ...view.state, revisions: [...view.state.revisions] },
    });
    const { user, system } = process.cpuUsage(start);
    expect(rows).toHaveLength(REVISIONS + 1);
    expect((user + system) / 1000).toBeLessThan(REDRAW_MS);
  });

  test('is not drawn anew for the progress of a search, but for its row alone', () => {
    const progress = { kind: 'progress', text: '3 of 40', done: 3, total: 40 } as const;
    const later = viewOf([...events, progress]);
    const same = { ...view, state: { ...view.state, progress: '3 of 40' } };
    expect(changedPart(view, view)).toBeUndefined();
    expect(changedPart(view, same)).toBe('now');
    expect(changedPart(view, later)).toBe('all');
    expect(changedPart(view, { ...view, pausedAt: 3 })).toBe('all');
  });
});

import { expect, test } from 'vitest';
import { eventNote } from '../../../../src/core/session/eventNote';
import type { SessionEvent } from '../../../../src/core/session/events';
import { story } from '../../../support/sessionStory';

test('every event of the search is one plain sentence', () => {
  const hunk = { path: 'src/a.ts', line: 3 };
  const events: readonly SessionEvent[] = [
    { kind: 'friction', reason: 'same-result', count: 1 },
    { kind: 'friction', reason: 'elsewhere', count: 3 },
    { kind: 'refresh', from: 0, lessons: [] },
    { kind: 'refresh', from: 0, lessons: ['one'] },
    { kind: 'lock', revision: 1, hunks: [hunk, { ...hunk, line: 9 }] },
    { kind: 'minimise', revision: 1, hunk, needed: true },
    { kind: 'minimise', revision: 1, hunk, needed: false },
    { kind: 'critique', revision: 1, score: 70, text: 'long' },
    { kind: 'reviewer-off', reason: 'its ratings rose while tests did not' },
    { kind: 'select', revision: 2, reason: 'fewest changed lines' },
    { kind: 'check', path: 'c.test.js', text: '', valid: false, message: 'it passes already' },
    { kind: 'ask', question: 'Which unit?' },
  ];
  expect(events.map(eventNote).join('\n')).toMatchInlineSnapshot(`
    "The same test result again
    An edit far from every suspected place (3 in a row)
    Starting afresh
    Starting afresh with 1 lesson
    Locked, because tests that are green now need it: src/a.ts:3, src/a.ts:9
    Needed, because tests fail without it: src/a.ts:3
    Left out, because it is not needed: src/a.ts:3
    Review of revision 1: 70 of 100
    The reviewer is off: its ratings rose while tests did not
    Revision 2 is chosen: fewest changed lines
    A check was refused: c.test.js; it passes already
    Question: Which unit?"
  `);
});

test('other events say nothing by themselves', () => {
  expect(eventNote(story.action('draft'))).toBeUndefined();
  expect(eventNote({ kind: 'budget', slice: 1, granted: 1, cap: 6 })).toBeUndefined();
});

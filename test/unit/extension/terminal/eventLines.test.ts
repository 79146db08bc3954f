import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import type { SessionEvent } from '../../../../src/core/session/events';
import { eventLines } from '../../../../src/extension/terminal/eventLines';
import { story } from '../../../support/sessionStory';

test('a session reads as a log of what happened, with three marks for each revision', () => {
  const lines = [
    story.session(),
    story.baseline(['adds', 'subtracts'], ['blinks']),
    story.action('mutate'),
    story.patch(1),
    story.eval(1, { fixed: 1, total: 2, regressions: ['x'], wholeSuite: true }),
    story.guard('The path leaves the workspace.'),
    story.reply(10, 10),
    story.patch(2),
    story.eval(2, { fixed: 2, total: 2, wholeSuite: false }),
    story.outcome({ message: 'Fixed: 2 of 2.' }),
  ].flatMap(eventLines);
  expect(lines.map(stripVTControlCharacters).join('\n')).toMatchInlineSnapshot(`
    "vitest · built-in
    Before: 0 passed, 2 failed · 2 targets · 1 flaky

    Iteration 1 · mutate from the baseline
    Revision 1 · testing
    Revision 1: ✗ 1/2 fixed  ✗ 1 broken  ✓ no test weakened
    Not applied: The path leaves the workspace.
    Revision 2 · testing
    Revision 2: ✓ 2/2 fixed  ? other tests not run  ✓ no test weakened

    Fixed: 2 of 2."
  `);
});

test('the course of the search reads as plain sentences', () => {
  const lines = [
    story.action('repair', { style: 'trace', iteration: 2, parent: 1 }),
    { kind: 'friction', reason: 'same-result', count: 1 },
    { kind: 'refresh', from: 0, lessons: ['one'] },
    { kind: 'check', path: 'check.test.js', text: '', valid: true, message: '' },
    { kind: 'ask', question: 'Are amounts in cents?' },
    { kind: 'budget', slice: 1, granted: 1, cap: 6 },
    story.eval(1, { unproven: true }),
    story.outcome({ kind: 'fixed-unproven', message: 'Done.' }),
  ] as const satisfies readonly SessionEvent[];
  expect(lines.flatMap(eventLines).map(stripVTControlCharacters).join('\n')).toMatchInlineSnapshot(`
    "
    Iteration 2 · repair, traced from revision 1
    The same test result again
    Starting afresh with 1 lesson
    A check was written: check.test.js; it fails on the code as it is
      │ 
    Question: Are amounts in cents?
    Revision 1: ✓ 1/1 fixed  ✓ 0 broken  ✓ no test weakened  unproven

    Done.
    Unproven: no test of the project decides it; read the patch."
  `);
});

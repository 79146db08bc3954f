import { describe, expect, test } from 'vitest';
import type { SessionEvent } from '../../../../src/core/session/events';
import { stateAfter, story } from '../../../support/sessionStory';

function told(...events: readonly SessionEvent[]): readonly string[] {
  return stateAfter(story.session('m'), story.baseline(['adds']), ...events).course.map((step) =>
    JSON.stringify(step),
  );
}

describe('the course of a session', () => {
  test('tells what happened in the order of time', () => {
    expect(
      told(
        story.action('draft'),
        story.guard('No block was found.'),
        story.action('draft', { iteration: 2 }),
        story.patch(1),
        story.eval(1, { fixed: 0 }),
        { kind: 'ask', question: 'Are amounts in cents?' },
        { kind: 'human', hint: 'In euros.' },
        { kind: 'refresh', from: 0, lessons: ['a'] },
        story.action('fresh', { iteration: 3 }),
        story.patch(2),
      ),
    ).toMatchInlineSnapshot(`
      [
        "{"kind":"refusal","iteration":1,"message":"No block was found."}",
        "{"kind":"revision","revision":1}",
        "{"kind":"question","text":"Are amounts in cents?"}",
        "{"kind":"word","text":"You: In euros."}",
        "{"kind":"note","text":"Starting afresh with 1 lesson"}",
        "{"kind":"revision","revision":2}",
      ]
    `);
  });

  test('says once what a refused proposal brought', () => {
    expect(
      told(story.action('repair', { iteration: 4 }), story.guard('It was tried before.'), {
        kind: 'friction',
        reason: 'same-patch',
        count: 2,
      }),
    ).toEqual([
      '{"kind":"refusal","iteration":4,"message":"It was tried before.","note":"The same patch again (2 in a row)"}',
    ]);
  });

  test('puts all trials into one step, before the revisions that came of them', () => {
    const green = [story.action('draft'), story.patch(1), story.eval(1)];
    const hunk = (line: number): { path: string; line: number } => ({ path: 'a.js', line });
    const minimise = story.action('minimise', { iteration: 2, parent: 1 });
    expect(
      told(
        ...green,
        ...[minimise, story.patch(2, { parent: 1 }), story.eval(2)],
        { kind: 'minimise', revision: 2, hunk: hunk(9), needed: false },
        ...[minimise, story.patch(3, { parent: 2 }), story.eval(3, { fixed: 0, value: 0 })],
        { kind: 'minimise', revision: 3, hunk: hunk(5), needed: true },
      ),
    ).toMatchInlineSnapshot(`
      [
        "{"kind":"revision","revision":1}",
        "{"kind":"trials","leftOut":1,"needed":1,"texts":["Left out, because it is not needed: a.js:9","Needed, because tests fail without it: a.js:5"]}",
        "{"kind":"revision","revision":2}",
      ]
    `);
  });

  test('starts anew with a session', () => {
    const events = [story.session('m'), story.guard('x'), story.session('m')];
    expect(stateAfter(...events).course).toEqual([]);
  });
});

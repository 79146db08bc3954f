import { describe, expect, test } from 'vitest';
import { continuationText, eventText } from '../../../../src/cli/report/textReport';
import type { FileEdit } from '../../../../src/core/revisions/fileEdit';
import type { SessionEvent } from '../../../../src/core/session/events';
import { story, verdictOf } from '../../../support/sessionStory';

function edit(path: string): FileEdit {
  return { path, kind: 'modify', hunks: [] };
}

describe('a session as text', () => {
  test('tells strategies, what brought nothing new, and clean starts', () => {
    const hunk = { path: 'src/a.ts', line: 3 };
    const events: readonly SessionEvent[] = [
      story.session('gpt-5-mini'),
      story.action('draft'),
      story.patch(1, { files: [edit('src/a.ts')], testFiles: [edit('test/a.test.ts')] }),
      story.eval(1, { fixed: 0 }),
      story.action('repair', { style: 'explain', iteration: 2, parent: 1 }),
      { kind: 'friction', reason: 'same-patch', count: 2, twin: 1 },
      { kind: 'refresh', from: 0, lessons: ['a', 'b', 'c'] },
      story.action('fresh', { iteration: 3 }),
      story.patch(2),
      story.eval(2),
      story.action('minimise', { iteration: 4, parent: 2 }),
      { kind: 'minimise', revision: 2, hunk, needed: true },
      { kind: 'ask', question: 'Are amounts in cents?' },
    ];
    const lines = events.map((event) => eventText(event)).filter((text) => text !== '');
    expect(lines.join('\n')).toMatchInlineSnapshot(`
      "Fixpoint with vitest and gpt-5-mini

      Iteration 1: draft from the original code
      Revision 1: src/a.ts
        edits of tests besides: test/a.test.ts
        ✗ 0/1 fixed  ✓ 0 broken  ✓ 0 weakened

      Iteration 2: repair, explained from revision 1
        The same patch again (2 in a row)
        Starting afresh with 3 lessons

      Iteration 3: fresh draft from the original code
      Revision 2: 
        ✓ 1/1 fixed  ✓ 0 broken  ✓ 0 weakened

      Iteration 4: minimised from revision 2
        Needed, because tests fail without it: src/a.ts:3
        Question: Are amounts in cents?"
    `);
  });

  test('tells the budget only when asked for details', () => {
    const event: SessionEvent = { kind: 'budget', slice: 1, granted: 2, cap: 6 };
    expect(eventText(event)).toBe('');
    expect(eventText(event, { verbose: true })).toBe('  budget: 2 of 6 requests granted');
  });

  test('names the model that explains', () => {
    const event = { ...story.session('small'), feedbackModel: 'large' } as SessionEvent;
    expect(eventText(event)).toBe('Fixpoint with vitest and small, helped by large');
  });

  test('says what a session that is gone on with had come to', () => {
    expect(continuationText([story.session(), story.patch(1)])).toBe(
      'Going on with the session that was cut off after 1 revision',
    );
  });
});

describe('a verdict as text', () => {
  test('says when only a check of the session decides it', () => {
    expect(eventText(story.eval(1, { unproven: true }))).toBe(
      '  ✓ 1/1 fixed  ✓ 0 broken  ✓ 0 weakened  · unproven',
    );
  });

  test('says what a revision is doubted for', () => {
    const testsWeakened = ['One doubt.', 'Another.'];
    expect(eventText(story.eval(1, { testsWeakened }))).toBe(
      '  ✓ 1/1 fixed  ✓ 0 broken  ✗ 2 weakened\n    ! One doubt.\n    ! Another.',
    );
  });
});

describe('an outcome as text', () => {
  test('that is green but doubted says why, and what to do', () => {
    const verdict = verdictOf({ testsWeakened: ['One doubt.'] });
    const event = story.outcome({ kind: 'best-partial', message: 'So far.', verdict, patch: '+' });
    expect(eventText(event)).toMatchInlineSnapshot(`
      "
      So far.
        ! One doubt.
      Read the patch before you take it.
      no model; 0.0 s, of which tests 0.0 s and model 0.0 s

      +"
    `);
    const unproven = story.outcome({ kind: 'fixed-unproven', verdict });
    expect(eventText(unproven)).toContain('  ! One doubt.\nRead the patch before you take it.');
  });

  test.each([
    {},
    { fixed: 0, testsWeakened: ['Doubt.'] },
    { regressions: ['a'], testsWeakened: ['Doubt.'] },
  ])('of %j asks nobody to read the patch', (verdict) => {
    const event = story.outcome({ kind: 'best-partial', verdict: verdictOf(verdict) });
    expect(eventText(event)).not.toMatch(/Doubt|Read the patch/);
  });

  test('that no test of the project decides says so', () => {
    const unproven = story.outcome({ kind: 'fixed-unproven', message: 'Done.' });
    expect(eventText(unproven)).toContain(
      'Unproven: no test of the project decides it; read the patch.',
    );
    expect(eventText(story.outcome({}))).not.toContain('Unproven');
  });

  test('shows edits of tests apart, with what is weaker in them', () => {
    const event = story.outcome({ message: 'Fixed.', patch: 'the patch\n' });
    const testEdits = { patch: '-old\n+new\n', warnings: ['a.test.js: 1 assertion fewer'] };
    expect(eventText(event, { testEdits: { ...testEdits, areApart: true } }))
      .toMatchInlineSnapshot(`
      "
      Fixed.
      no model; 0.0 s, of which tests 0.0 s and model 0.0 s

      the patch

      Proposed edits of tests (not judged, not applied):
        ! a.test.js: 1 assertion fewer

      -old
      +new"
    `);
    expect(eventText(event, { testEdits: { ...testEdits, areApart: false } })).toContain(
      'Proposed edits of tests (not judged):',
    );
  });

  test('without edits of tests has no section for them', () => {
    const none = { patch: '', warnings: [], areApart: true };
    const event = story.outcome({ verdict: verdictOf({}) });
    expect(eventText(event, { testEdits: none })).toBe(eventText(event));
  });
});

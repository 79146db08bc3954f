import { describe, expect, test } from 'vitest';
import type { SessionEvent } from '../../../../src/core/session/events';
import { courseRows } from '../../../../src/extension/repairs/courseRows';
import { fileRows, hunkRows, testGroupRows } from '../../../../src/extension/repairs/hunkRows';
import type { Row } from '../../../../src/extension/repairs/row';
import { sessionRow } from '../../../../src/extension/repairs/sessionRow';
import { statusLine } from '../../../../src/extension/repairs/statusLine';
import { beginFileReview, withReal } from '../../../../src/extension/review/fileReview';
import type { ReviewSet } from '../../../../src/extension/review/reviewSet';
import type { SessionView } from '../../../../src/extension/sessions/repairSession';
import { stateAfter, story } from '../../../support/sessionStory';

function view(events: readonly SessionEvent[], rest: Partial<SessionView> = {}): SessionView {
  return {
    id: 's1',
    title: 'Fix failing tests',
    root: 'file:///w',
    state: stateAfter(...events),
    running: true,
    ...rest,
  };
}

const sessionRows = (views: readonly SessionView[]): readonly Row[] =>
  views.map((each, index) => sessionRow(each, index === 0));

function draw(rows: readonly Row[]): string {
  return rows
    .map(({ icon, label, description }) => `[${icon ?? 'file'}] ${label} | ${description ?? ''}`)
    .join('\n');
}

const twoRevisions = [
  story.session('gpt-5-mini'),
  story.baseline(['adds', 'subtracts']),
  story.action('draft'),
  story.reply(1234, 2000),
  story.patch(1),
  story.eval(1, { fixed: 1, total: 2, stillRed: ['subtracts'], value: 0.5 }),
  story.action('repair', { iteration: 2, parent: 1 }),
  story.reply(300, 1000),
  story.patch(2, { parent: 1, explanation: 'The sign was wrong.' }),
  story.eval(2, { fixed: 2, total: 2 }),
];

describe('the Repairs view', () => {
  test('shows a session that measures the baseline', () => {
    expect(draw(sessionRows([view([story.session()])]))).toMatchInlineSnapshot(
      `"[loading~spin] Fix failing tests | running the tests as they are"`,
    );
  });

  test('shows each revision with verdict, cost, time and strategy, and marks the best', () => {
    expect(draw(courseRows(view(twoRevisions)))).toMatchInlineSnapshot(`
      "[circle-large-outline] Revision 1 | 1/2 fixed · 0 broken · 1.2k tokens · <$0.001 · 3.5 s · draft
      [pass] Revision 2 | ★ 2/2 fixed · 0 broken · 300 tokens · <$0.001 · 2.5 s · repair
      [loading~spin] Iteration 2: asking gpt-5-mini | "
    `);
  });

  test('says first what the tests say of what was accepted, also in the status bar', () => {
    const described = (of: SessionView): string | undefined =>
      courseRows(of).find(({ label }) => label === 'Revision 2')?.description;
    const story1 = view(twoRevisions, { running: false });
    const verdict = story1.state.revisions[0]?.verdict;
    const accepted = [{ revision: 2, files: 'k', ...(verdict && { verdict }) }];
    const after = { ...story1, accepted };
    expect(described(after)).toMatch(/^★ accepted: 1\/2 fixed · 0 broken · 2\/2/);
    expect(statusLine(after).text).toContain('accepted: 1/2 fixed · 0 broken');
    const testing = { ...story1, accepted: [{ revision: 2, files: 'k' }] };
    expect(described(testing)).toContain('accepted: testing…');
  });

  test('tells a revision under test from its siblings', () => {
    const rows = courseRows(view(twoRevisions.slice(0, -1)));
    expect(rows.map((row) => row.description)).toContain('testing…');
  });

  test('does not say of an interrupted session that a revision is being tested', () => {
    const rows = courseRows(view(twoRevisions.slice(0, -1), { running: false }));
    expect(rows.map((row) => row.description)).toContain('not tested');
  });

  test('names what is still red, and why the change was made, in the tooltip', () => {
    const [first, second] = courseRows(view(twoRevisions));
    expect(first?.tooltip).toContain('still red: subtracts');
    expect(second?.tooltip).toContain('The sign was wrong.');
  });

  test('shows proposals that were not applied', () => {
    const rows = courseRows(view([story.session(), story.guard('No block was found.')]));
    expect(draw(rows)).toContain('[circle-slash] Iteration 0: not applied | No block was found.');
  });

  test('shows where a paused session waits', () => {
    const paused = view(twoRevisions, { pausedAt: 2 });
    expect(draw(courseRows(paused))).toContain('[debug-pause] Paused after revision 2');
    expect(sessionRows([paused])[0]?.icon).toBe('debug-pause');
    expect(draw(courseRows(view([story.session()], { pausedAt: 0 })))).toContain(
      '[debug-pause] Paused: no revision yet',
    );
  });

  test('sums up an ended session in one line, with the outcome as tooltip', () => {
    const events = [...twoRevisions, story.outcome({ kind: 'fixed', message: 'Fixed: all.' })];
    const [row] = sessionRows([view(events, { running: false })]);
    expect(row?.description).toBe('fixed · 2 revisions');
    expect(row).toMatchObject({ icon: 'pass', tooltip: 'Fixed: all.' });
  });

  test('a session that was cut off before any outcome says so', () => {
    expect(sessionRows([view([story.session()], { running: false })])[0]).toMatchObject({
      description: 'interrupted',
      icon: 'debug-disconnect',
      context: 'session ended interrupted',
    });
    expect(sessionRows([view([], { running: false })])[0]).toMatchObject({
      description: 'stopped',
      icon: 'circle-slash',
      opens: 'never',
    });
  });
});

describe('the course of a search', () => {
  const hard = [
    ...twoRevisions.slice(0, 6),
    story.action('repair', { style: 'explain', iteration: 2, parent: 1 }),
    story.patch(2, { parent: 1 }),
    story.eval(2, { fixed: 1, total: 2, value: 0.5 }),
    { kind: 'friction', reason: 'same-patch', count: 2 },
    { kind: 'refresh', from: 1, lessons: ['a', 'b', 'c'] },
    { kind: 'ask', question: 'No idea is left. Are amounts in cents?' },
  ] as const satisfies readonly SessionEvent[];

  test('shows strategies, what brought nothing new, and the question it pauses with', () => {
    expect(draw(courseRows(view(hard, { pausedAt: 2 })))).toMatchInlineSnapshot(`
      "[circle-large-outline] Revision 1 | ★ 1/2 fixed · 0 broken · 1.2k tokens · <$0.001 · 3.5 s · draft
      [circle-large-outline] Revision 2 | 1/2 fixed · 0 broken · 1.5 s · repair, explained
      [info] The same patch again (2 in a row) | 
      [info] Starting afresh with 3 lessons | 
      [question] No idea is left. Are amounts in cents? | 
      [debug-pause] Paused with a question | "
    `);
  });

  test('keeps an open question when the session ends', () => {
    const events = [...hard, story.outcome({ kind: 'hard', message: 'No idea is left.' })];
    const ended = view(events, { running: false });
    expect(draw(courseRows(ended))).toContain('[question] No idea is left. Are amounts in cents?');
    expect(sessionRows([ended])[0]?.tooltip).toBe('No idea is left. Are amounts in cents?');
  });

  test('says what is done between patches', () => {
    const text = (...events: readonly SessionEvent[]): string => statusLine(view(events)).text;
    const minimise = story.action('minimise', { iteration: 3, parent: 2 });
    expect(text(...twoRevisions, minimise)).toContain('looking for hunks that are not needed');
    expect(text(...twoRevisions, minimise, story.patch(3, { parent: 2 }))).toContain(
      'testing without one of the hunks',
    );
    expect(text(story.session('m'), story.action('check'))).toContain('asking m for a check');
  });

  test('labels what no test of the project decides as unproven', () => {
    const unproven = story.outcome({ kind: 'fixed-unproven', revision: 2, message: 'Done.' });
    const checked = story.eval(2, { fixed: 2, total: 2, value: 0.8, unproven: true });
    const ended = view([...twoRevisions, checked, unproven], { running: false });
    expect(draw(courseRows(ended))).toContain('[unverified] Revision 2 | ★ unproven · 2/2 fixed');
    expect(draw(sessionRows([ended]))).toBe(
      '[unverified] Fix failing tests | fixed, but unproven · 2 revisions',
    );
    expect(statusLine(ended).text).toContain('$(unverified) Fixpoint: fixed, but unproven');
  });
});

describe('a session that a problem ended', () => {
  const ended = view([story.session()], { running: false, problem: 'The server refused the key.' });

  test('says so, and the sentence is a row of its own', () => {
    expect(draw([...sessionRows([ended]), ...courseRows(ended)])).toMatchInlineSnapshot(`
      "[warning] Fix failing tests | ended by a problem
      [warning] The server refused the key. | "
    `);
  });

  test('has its sentence in the tooltip of the status bar', () => {
    expect(statusLine(ended)).toEqual({
      text: '$(warning) Fixpoint: ended by a problem',
      tooltip: 'Fix failing tests: The server refused the key.',
    });
  });
});

describe('the rows of a revision', () => {
  const base = 'a\nb\nc\nd\n';
  const changed = beginFileReview({
    path: 'src/sum.ts',
    base,
    proposal: 'A\nb\nc\nd\ne\n',
    real: base,
  });
  const set: ReviewSet = {
    session: 's1',
    revision: 2,
    root: 'file:///w',
    files: [
      changed,
      beginFileReview({ path: 'new.ts', base: null, proposal: 'x\n', real: null }),
      beginFileReview({ path: 'old.ts', base, proposal: null, real: base }),
      beginFileReview({ path: 'done.ts', base, proposal: base, real: base }),
      beginFileReview({ path: 'gone.ts', base, proposal: 'x\n', real: null }),
    ],
  };

  test('say how a file was decided', () => {
    const file = beginFileReview({ path: 'a.ts', base, proposal: base, real: base });
    const counts = { accepted: 2, rejected: 1 };
    expect(draw(fileRows({ ...set, files: [{ ...file, ...counts }] }, 'fix'))).toBe(
      '[file] a.ts | 2 accepted, 1 rejected',
    );
  });

  test('say what is to be decided in each file', () => {
    expect(draw(fileRows(set, 'fix'))).toMatchInlineSnapshot(`
      "[file] sum.ts | src · 2 hunks
      [file] new.ts | new file
      [file] old.ts | to be deleted
      [file] done.ts | decided
      [file] gone.ts | deleted meanwhile"
    `);
  });

  test('show each hunk by its first changed line', () => {
    expect(draw(hunkRows(set, 'src/sum.ts'))).toMatchInlineSnapshot(`
      "[diff-modified] 1: A | +1 −1
      [diff-added] 5: e | +1 −0"
    `);
  });

  test('mark a hunk whose lines the developer changed too', () => {
    const typed = { ...set, files: [withReal(changed, 'mine\nb\nc\nd\n')] };
    expect(fileRows(typed, 'fix')[0]?.description).toBe('src · 1 conflict with your changes');
    expect(draw(hunkRows(typed, 'src/sum.ts'))).toContain('you changed these lines');
  });
});

describe('edits of tests', () => {
  const base = 'a\n';
  const code = beginFileReview({ path: 'src/a.ts', base, proposal: 'b\n', real: base });
  const edited = { path: 'test/a.test.ts', base, proposal: 'b\n', real: base } as const;
  const set = { session: 's1', revision: 1, root: 'file:///w' } as const;

  test('that need a consent of their own are a group with what is weaker in them', () => {
    const files = [code, beginFileReview({ ...edited, test: 'apart' })];
    const apart = { ...set, files };
    expect(draw(fileRows(apart, 'fix'))).toBe('[file] a.ts | src · 1 hunk');
    const [group, ...rest] = testGroupRows(apart, ['1 assertion fewer']);
    expect(group).toMatchObject({
      label: 'Edits of tests (need your consent)',
      description: '1 file',
      icon: 'warning',
      context: 'tests pending',
      target: { kind: 'tests', session: 's1', revision: 1 },
    });
    expect(group?.tooltip).toMatch(/No test run judged this.*\n1 assertion fewer$/);
    expect(rest).toEqual([]);
    expect(draw(fileRows(apart, 'tests'))).toBe('[file] a.test.ts | test · 1 hunk');
  });

  test('that are allowed stand among the other files, marked', () => {
    const together = { ...set, files: [code, beginFileReview({ ...edited, test: 'with-fix' })] };
    expect(testGroupRows(together, [])).toEqual([]);
    expect(draw(fileRows(together, 'fix'))).toBe(
      '[file] a.ts | src · 1 hunk\n[file] a.test.ts | test · edits a test · 1 hunk',
    );
    expect(fileRows(together, 'fix')[1]?.tooltip).toContain('No test run judged this');
  });

  test('that are decided say so', () => {
    const done = beginFileReview({ ...edited, real: 'b\n', test: 'apart' });
    expect(draw(testGroupRows({ ...set, files: [done] }, []))).toContain('| decided');
  });
});

describe('the status bar', () => {
  test('shows what is going on, then how it ended', () => {
    expect(statusLine(view(twoRevisions.slice(0, 3))).text).toBe(
      '$(sync~spin) Fixpoint: iteration 1: asking gpt-5-mini',
    );
    const ended = view([...twoRevisions, story.outcome({ revision: 2 })], { running: false });
    expect(statusLine(ended).text).toBe('$(pass) Fixpoint: fixed · 2/2 fixed · 0 broken');
  });

  test('shows a name with icon syntax as text, and cuts what is too long', () => {
    const long = [story.session(`$(bug)${'x'.repeat(80)}`), story.action('draft')];
    const { text } = statusLine(view(long));
    expect(text).not.toContain('$(bug)');
    expect(text.endsWith('…')).toBe(true);
  });
});

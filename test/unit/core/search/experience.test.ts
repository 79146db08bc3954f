import { describe, expect, test } from 'vitest';
import type { Experience } from '../../../../src/core/search/bandit';
import { experienceAfter, faded, familyOf } from '../../../../src/core/search/experience';
import type { SessionEvent } from '../../../../src/core/session/events';
import { evalOf, repairOf, repairTries, replyOf } from '../../../support/repairTries';

const nothing: Experience = { arms: [] };
const [session] = repairTries({ style: 'bare', failure: 'assertion', won: 0, lost: 0 });

function learned(...events: readonly SessionEvent[]): readonly string[] {
  return drawn(experienceAfter(nothing, session === undefined ? events : [session, ...events]));
}

/** One line per arm. */
function drawn({ arms }: Experience): readonly string[] {
  return arms.map(
    ({ failure, family, strategy, wins, losses, tokens }) =>
      `${failure} ${family} ${strategy} ${wins}:${losses} for ${tokens} tokens`,
  );
}

function repair(style: 'bare' | 'explain', parent = 0): SessionEvent {
  return repairOf({ parent, iteration: 1, style, failure: 'assertion' });
}

describe('experience', () => {
  test('A26: counts a repair as won when the value rose, and by style, class and family', () => {
    const explains = repairTries({ style: 'explain', failure: 'assertion', won: 2, lost: 1 });
    const traces = repairTries({
      style: 'trace',
      failure: 'timeout',
      won: 0,
      lost: 1,
      model: 'Qwen/Qwen3-Coder',
    });
    const first = experienceAfter(nothing, explains);
    expect(drawn(experienceAfter(first, traces))).toEqual([
      'assertion gpt explain 2:1 for 100 tokens',
      'timeout qwen trace 0:1 for 100 tokens',
    ]);
    expect(drawn(experienceAfter(first, explains))).toEqual([
      'assertion gpt explain 4:2 for 100 tokens',
    ]);
    expect(drawn(first)).toEqual(['assertion gpt explain 2:1 for 100 tokens']);
  });

  test('compares with the parent, not with the baseline', () => {
    const first = [repair('bare'), evalOf(1, 0.6)];
    expect(learned(...first, repair('bare', 1), evalOf(2, 0.5))).toEqual([
      'assertion gpt bare 1:1 for 0 tokens',
    ]);
    expect(learned(...first, repair('bare', 1), evalOf(2, 0.7))).toEqual([
      'assertion gpt bare 2:0 for 0 tokens',
    ]);
  });

  test('counts a higher value with a newly broken test as lost', () => {
    expect(learned(repair('bare'), evalOf(1, 0.6, ['prints']))).toEqual([
      'assertion gpt bare 0:1 for 0 tokens',
    ]);
  });

  test('counts all tokens of a try, over all its requests', () => {
    const twoRequests = [repair('explain'), replyOf(300), replyOf(100), evalOf(1, 0.6)];
    const oneRequest = [repair('explain', 1), replyOf(200), evalOf(2, 0.6)];
    expect(learned(...twoRequests, ...oneRequest)).toEqual([
      'assertion gpt explain 1:1 for 300 tokens',
    ]);
  });

  test('learns nothing from drafts, from turns without a revision, and from further runs', () => {
    const draft: SessionEvent = { kind: 'action', action: 'draft', iteration: 1, parent: 0 };
    const refused: SessionEvent = { kind: 'guard', reason: 'unreadable', message: 'No edit.' };
    expect(learned(draft, evalOf(1, 0.6))).toEqual([]);
    expect(learned(repair('bare'), refused, draft, evalOf(1, 0.6))).toEqual([]);
    expect(learned(repair('bare'), evalOf(1, 0.6), evalOf(2, 0.1))).toEqual([
      'assertion gpt bare 1:0 for 0 tokens',
    ]);
  });

  test('counts an action without a style by its own name', () => {
    const fresh: SessionEvent = {
      kind: 'action',
      action: 'fresh',
      iteration: 1,
      parent: 0,
      failure: 'timeout',
    };
    expect(learned(fresh, evalOf(1, 0.6))).toEqual(['timeout gpt fresh 1:0 for 0 tokens']);
  });

  test('fades by half in 30 days, and not into the past', () => {
    const tries = repairTries({ style: 'bare', failure: 'assertion', won: 8, lost: 4 });
    const known = experienceAfter(nothing, tries);
    expect(drawn(faded(known, 30))).toEqual(['assertion gpt bare 4:2 for 100 tokens']);
    expect(drawn(faded(known, 60))).toEqual(['assertion gpt bare 2:1 for 100 tokens']);
    expect(faded(known, 0)).toEqual(known);
    expect(faded(known, -5)).toEqual(known);
  });
});

test.each([
  ['gpt-5-mini', 'gpt'],
  ['openai/gpt-oss-20b', 'gpt'],
  ['Qwen/Qwen3-Coder', 'qwen'],
  ['qwen2.5-coder:7b', 'qwen'],
  ['o3', 'o'],
  ['built-in', 'built'],
  ['', ''],
])('the family of "%s" is "%s"', (model, family) => {
  expect(familyOf(model)).toBe(family);
});

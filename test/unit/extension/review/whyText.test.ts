import { expect, test } from 'vitest';
import { whyText } from '../../../../src/extension/review/whyText';
import { stateAfter, story } from '../../../support/sessionStory';

function why(explanation: string, targets: readonly string[]): string {
  const state = stateAfter(
    story.session(),
    story.baseline(targets),
    story.patch(1, { explanation }),
    story.eval(1),
  );
  const [revision] = state.revisions;
  if (!revision) throw new Error('No revision');
  return whyText(state, revision);
}

test('gives the reason, the tests it answers, and the three marks', () => {
  expect(why(' The bound was one too far. ', ['sums > adds'])).toBe(
    [
      'The bound was one too far.',
      'Answers these failing tests:\n- sums > adds',
      '✓ 1/1 fixed · ✓ 0 broken · ✓ no test weakened',
    ].join('\n\n'),
  );
});

test('says when no reason was given, and names only the first of many tests', () => {
  const text = why('', ['a', 'b', 'c', 'd', 'e', 'f', 'g']);
  expect(text).toContain('The proposer gave no reason.');
  expect(text).toContain('- e\n- and 2 more');
  expect(text).not.toContain('- f');
});

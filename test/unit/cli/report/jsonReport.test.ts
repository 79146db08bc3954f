import { expect, test } from 'vitest';
import { eventLine } from '../../../../src/cli/report/jsonReport';
import { story } from '../../../support/sessionStory';

test('the outcome line says whether a test decides it, and has the edits of tests apart', () => {
  const testEdits = { patch: '-a\n+b\n', warnings: [], areApart: true };
  const unproven = story.outcome({ kind: 'fixed-unproven', patch: '-x\n' });
  expect(JSON.parse(eventLine(unproven, testEdits))).toMatchObject({
    kind: 'outcome',
    outcome: 'fixed-unproven',
    unproven: true,
    patch: '-x\n',
    testPatch: '-a\n+b\n',
  });
  expect(JSON.parse(eventLine(story.outcome({})))).toMatchObject({
    outcome: 'fixed',
    unproven: false,
    testPatch: '',
  });
});

import { describe, expect, test } from 'vitest';
import { proposedTestEdits, testEditsOf } from '../../../src/cli/testEdits';
import { fileEditBetween } from '../../../src/core/revisions/applyRevision';
import type { FileEdit } from '../../../src/core/revisions/fileEdit';
import { stateAfter, story } from '../../support/sessionStory';

const BEFORE = 'equal(1, 1);\nequal(2, 3);\n';

function testEdit(path: string): readonly FileEdit[] {
  const edit = fileEditBetween(path, BEFORE, 'equal(1, 1);\nequal(2, 2);\n');
  return edit === undefined ? [] : [edit];
}

const proposals = [
  story.session('m', { tests: 'ask' }),
  story.patch(1, { testFiles: testEdit('a.test.js') }),
  story.patch(2, { testFiles: testEdit('b.test.js') }),
  story.patch(3),
];

function pathsAfter(revision: number): readonly string[] {
  const state = stateAfter(...proposals, story.outcome({ revision }));
  return proposedTestEdits(state).map(({ path }) => path);
}

describe('the edits of tests that a session proposes', () => {
  test("are the best revision's", () => {
    expect(pathsAfter(1)).toEqual(['a.test.js']);
    expect(pathsAfter(3)).toEqual([]);
  });

  test('are the last ones when no revision is better than the code as it is', () => {
    expect(pathsAfter(0)).toEqual(['b.test.js']);
  });

  test('become a patch against the tests as they are', async () => {
    const state = stateAfter(...proposals, story.outcome({ revision: 1 }));
    const edits = await testEditsOf(state, () => Promise.resolve(BEFORE));
    expect(edits.patch).toContain('--- a/a.test.js\n+++ b/a.test.js\n');
    expect(edits.patch).toContain('-equal(2, 3);\n+equal(2, 2);\n');
    expect(edits.areApart).toBe(true);
  });
});

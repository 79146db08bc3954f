import { expect, test } from 'vitest';
import { revisionRow } from '../../../../src/extension/repairs/revisionRow';
import { stateAfter, story } from '../../../support/sessionStory';

test.each([
  [undefined, 'pass', '★ 1/1 fixed'],
  [3, 'unverified', '★ unproven · 1/1 fixed'],
])('a fix beside %s others that pass', (rivals, icon, description) => {
  const patch = story.patch(1, rivals === undefined ? {} : { rivals });
  const state = stateAfter(story.session(), story.baseline(['adds']), patch, story.eval(1));
  const view = { id: 's1', title: 'Fix', root: 'file:///w', state, running: false };
  const [revision] = state.revisions;
  const row = revision && revisionRow(view, revision, 1);
  expect(row).toMatchObject({ icon, description: expect.stringContaining(description) as string });
});

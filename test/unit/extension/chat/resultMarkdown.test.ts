import { expect, test } from 'vitest';
import { resultMarkdown } from '../../../../src/extension/chat/resultMarkdown';
import { RepairSession } from '../../../../src/extension/sessions/repairSession';
import { story } from '../../../support/sessionStory';

const workspace = { read: () => Promise.resolve(undefined) };

test('a repair that is stopped before it comes to an outcome says that no file was changed', async () => {
  const session = new RepairSession({ id: 's', title: 't', root: 'file:///w' });
  await session.take(story.session(), workspace);
  session.end();
  expect(resultMarkdown(session.view)).toBe('**The repair was stopped; no file was changed.**');
});

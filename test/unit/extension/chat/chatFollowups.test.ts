import { expect, test } from 'vitest';
import { chatFollowups } from '../../../../src/extension/chat/chatFollowups';

function commands(ending: string, revision: number, prompt = ''): readonly string[] {
  return chatFollowups({ ending, revision, prompt }).map(({ command }) => command);
}

test('what the chat offers next fits how the repair ended', () => {
  expect(commands('fixed', 2)).toEqual(['review']);
  expect(commands('fixed-unproven', 1)).toEqual(['review']);
  expect(commands('best-partial', 2)).toEqual(['review', 'fix']);
  expect(commands('stuck', 0)).toEqual(['fix']);
  expect(commands('problem', 0)).toEqual([]);
  expect(commands('already-green', 0, 'write a slug function')).toEqual(['generate']);
  expect(commands('already-green', 0)).toEqual([]);
});

test('a repair is offered again without the words of the last request, which would name tests', () => {
  const [again] = chatFollowups({ ending: 'stuck', revision: 0, prompt: 'why is it red?' });
  expect(again).toMatchObject({ command: 'fix', prompt: '' });
});

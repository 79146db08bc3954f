import { describe, expect, test } from 'vitest';
import { BrokenReply } from '../../../../src/adapters/models/brokenReply';
import { readChatReply } from '../../../../src/extension/models/readChatReply';

async function* piecesOf(pieces: readonly string[], end?: Error): AsyncGenerator<string> {
  for (const piece of pieces) yield await Promise.resolve(piece);
  if (end) throw end;
}

describe('a reply of a language model of VS Code', () => {
  test('is whole at the end of its stream, and told piece by piece', async () => {
    const heard: string[] = [];
    const onText = (piece: string): void => void heard.push(piece);
    const reply = await readChatReply(piecesOf(['one ', 'two']), { maxOutputTokens: 9, onText });
    expect(reply).toEqual({ text: 'one two', finish: 'stop' });
    expect(heard).toEqual(['one ', 'two']);
  });

  test('is cut when it is longer than was asked for', async () => {
    const line = 'word and more words\n'.repeat(40);
    const many = Array.from({ length: 50 }, () => line);
    const reply = await readChatReply(piecesOf(many), { maxOutputTokens: 500 });
    expect(reply.finish).toBe('length');
    expect(reply.text.length).toBeLessThan(line.length * 10);
  });

  test('is broken when nothing came, or it failed in the middle; before that the failure stands', async () => {
    const failure = new Error('gone');
    const read = (pieces: readonly string[], end?: Error): Promise<unknown> =>
      readChatReply(piecesOf(pieces, end), { maxOutputTokens: 9 });
    await expect(read([])).rejects.toThrow(BrokenReply);
    await expect(read(['begun'], failure)).rejects.toThrow(BrokenReply);
    await expect(read([], failure)).rejects.toBe(failure);
  });
});

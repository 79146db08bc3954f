import { expect, test } from 'vitest';
import { BrokenReply } from '../../../../src/adapters/models/brokenReply';
import { withoutSilence } from '../../../../src/extension/models/withoutSilence';

async function* thenSilent(pieces: readonly string[]): AsyncGenerator<string> {
  for (const piece of pieces) yield await Promise.resolve(piece);
  await new Promise(() => undefined);
}

async function read(pieces: AsyncIterable<string>, heard: string[] = []): Promise<string[]> {
  const limits = { firstByteMs: 20, idleMs: 10 };
  for await (const piece of withoutSilence(pieces, limits)) heard.push(piece);
  return heard;
}

test('a stream passes as it is', async () => {
  async function* whole(): AsyncGenerator<string> {
    yield await Promise.resolve('one ');
    yield 'two';
  }
  expect(await read(whole())).toEqual(['one ', 'two']);
});

test('a stream that falls silent is broken, whether or not it had begun', async () => {
  const heard: string[] = [];
  await expect(read(thenSilent([]))).rejects.toThrow(BrokenReply);
  await expect(read(thenSilent(['begun']), heard)).rejects.toThrow(BrokenReply);
  expect(heard).toEqual(['begun']);
});

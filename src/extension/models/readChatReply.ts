import { BrokenReply } from '../../adapters/models/brokenReply';
import type { ModelReply, ModelRequest } from '../../core/ports';
import { estimateTokens } from '../../core/prompting/estimateTokens';

/** How often, in characters, the length of a reply is looked at: estimating it costs time. */
const LOOK_EVERY_CHARACTERS = 1_000;

/**
 * Reads a reply to its end, or to the request's limit, which such models can't be told beforehand. Throws `BrokenReply`
 * for an empty one, and when it fails after it had begun.
 */
export async function readChatReply(
  pieces: AsyncIterable<string>,
  { maxOutputTokens, onText }: Pick<ModelRequest, 'maxOutputTokens' | 'onText'>,
): Promise<Omit<ModelReply, 'usage'>> {
  let text = '';
  let looked = 0;
  try {
    for await (const piece of pieces) {
      text += piece;
      onText?.(piece);
      if (text.length - looked < LOOK_EVERY_CHARACTERS) continue;
      looked = text.length;
      if (estimateTokens(text) > maxOutputTokens) return { text, finish: 'length' };
    }
  } catch (error) {
    if (text === '') throw error;
    throw new BrokenReply('the reply broke off before it was whole', { cause: error });
  }
  if (text === '') throw new BrokenReply('the reply is empty');
  return { text, finish: 'stop' };
}

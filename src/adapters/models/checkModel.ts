import { ModelRejectedRequest } from './errors/modelRejectedRequest';
import type { Server } from './listModels';
import { createOpenAiModel } from './openAiModel';

/** Room for one word, and for the few tokens more that some servers ask for at least. */
const MAX_OUTPUT_TOKENS = 16;

/** Asks a model one tiny question; throws an `ExplainedError` when no repair could be asked of it. */
export async function checkModel(
  { model, ...server }: Server & { readonly model: string },
  signal: AbortSignal,
): Promise<void> {
  const request = {
    messages: [{ role: 'user', content: 'Say OK.' }],
    temperature: 0,
    maxOutputTokens: MAX_OUTPUT_TOKENS,
  } as const;
  try {
    await createOpenAiModel({ model, ...server }).complete(request, signal);
  } catch (error) {
    if (!isOutOfRoom(error)) throw error;
  }
}

/** A model that thinks first may need more room than that, which some servers call an error; but it is there. */
function isOutOfRoom(error: unknown): boolean {
  return error instanceof ModelRejectedRequest && /output limit was reached/i.test(error.message);
}

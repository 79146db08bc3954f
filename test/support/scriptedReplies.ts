import type { Model, ModelRequest } from '../../src/core/ports';

/** A model that gives these replies in order and keeps what it was asked; it throws when asked once more. */
export function scriptedReplies(
  ...replies: readonly (string | Error)[]
): Model & { readonly requests: readonly ModelRequest[] } {
  const requests: ModelRequest[] = [];
  return {
    name: 'scripted',
    requests,
    complete: (request, signal) => {
      signal.throwIfAborted();
      requests.push(request);
      const reply = replies[requests.length - 1];
      if (reply === undefined)
        throw new Error('The scripted model was asked more often than expected');
      if (reply instanceof Error) return Promise.reject(reply);
      const usage = { inputTokens: 100, outputTokens: 20, estimated: false };
      return Promise.resolve({ text: reply, finish: 'stop', usage });
    },
  };
}

/** One edit in the reply format. */
export function edit(path: string, search: string, replace: string): string {
  const part = (text: string): string => (text === '' ? '' : `${text}\n`);
  return `${path}\n<<<<<<< SEARCH\n${part(search)}=======\n${part(replace)}>>>>>>> REPLACE\n`;
}

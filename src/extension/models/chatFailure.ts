/** Why a language model of VS Code did not answer. */
export type ChatFailure = 'access-refused' | 'quota' | 'gone' | 'off-topic' | 'other';

/** Why VS Code or a model's extension failed, from the code of its error and, where that says nothing, from its words. */
export function chatFailure(error: unknown): ChatFailure {
  const errors = withCauses(error);
  // Extensions give their reasons in words only; `off_topic` is the word of the chat API's own documentation.
  if (errors.some(({ message }) => message.includes('off_topic'))) return 'off-topic';
  for (const each of errors) {
    const kind = KINDS.get('code' in each ? String(each.code) : '');
    if (kind !== undefined) return kind;
  }
  return errors.some(({ message }) => QUOTA.test(message)) ? 'quota' : 'other';
}

/** What the failing side said itself, in one line. */
export function chatReason(error: unknown): string {
  const message = withCauses(error).at(-1)?.message ?? String(error);
  return message
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_REASON_CHARACTERS)
    .replace(/[.\s]+$/, '');
}

/** Codes of `vscode.LanguageModelError`. */
const KINDS: ReadonlyMap<string, ChatFailure> = new Map([
  ['NoPermissions', 'access-refused'],
  ['Blocked', 'quota'],
  ['NotFound', 'gone'],
]);

const QUOTA = /quota|rate.?limit|too many requests|\b429\b/i;
/** Enough of somebody else's words to act on. */
const MAX_REASON_CHARACTERS = 300;
/** Causes are nested a few levels deep; more would be a loop. */
const MAX_DEPTH = 6;

function withCauses(error: unknown): readonly Error[] {
  const errors: Error[] = [];
  for (let each = error; each instanceof Error && errors.length < MAX_DEPTH; each = each.cause) {
    errors.push(each);
  }
  return errors;
}

import type { ModelMessage } from '../ports';

/** A block of code with fewer lines says too little to be cut. */
const MIN_BLOCK_LINES = 12;
const BLOCK = /^```\n([\s\S]*?)\n```$/gm;

/**
 * A conversation in fewer tokens: first without what was said between its beginning and its last message, then with half
 * of each longer block of code. Undefined when nothing can be left out.
 */
export function shortened(messages: readonly ModelMessage[]): readonly ModelMessage[] | undefined {
  const begins = messages.findIndex(({ role }) => role === 'user') + 1;
  if (messages.length > begins + 1) return [...messages.slice(0, begins), ...messages.slice(-1)];
  const halved = messages.map(({ role, content }) => ({ role, content: halvedBlocks(content) }));
  const isShorter = halved.some(({ content }, at) => content !== messages[at]?.content);
  return isShorter ? halved : undefined;
}

function halvedBlocks(text: string): string {
  return text.replace(BLOCK, (whole, code: string) => {
    const lines = code.split('\n');
    if (lines.length < MIN_BLOCK_LINES) return whole;
    const kept = lines.slice(0, Math.ceil(lines.length / 2));
    const left = lines.length - kept.length;
    return ['```', ...kept, '```', `[${String(left)} more lines; ask for them with NEED]`].join(
      '\n',
    );
  });
}

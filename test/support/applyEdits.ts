import { readReply, type ReplyEdit } from '../../src/core/prompting/readReply';
import {
  applyReply,
  isRefusal,
  type AppliedReply,
  type Refusal,
} from '../../src/core/revisions/applyReply';
import type { TestEditPolicy } from '../../src/core/session/task';
import { syntax } from './parseSource';

const files: Record<string, string> = {
  'src/cart.py':
    'def total(items):\n    n = 0\n    for item in items:\n        n += 1\n    return n\n',
  'src/dos.js': 'let a = 1;\r\nlet b = 2;\r\nlet c = 3;\r\n',
  'src/bom.js': '\uFEFFlet a = 1;\nlet b = 2;',
  'src/twice.js': 'x();\ny();\nx();\n',
  'test/cart.test.js': 'test();\n',
  'checks/cart.js': 'check();\n',
  'src/broken.js': 'let a = (;\n',
  'src/notes.txt': 'note\n',
};

/** What comes of edits of a small project. */
export function applied(
  edits: readonly ReplyEdit[],
  tests: TestEditPolicy = 'locked',
): Promise<AppliedReply | Refusal> {
  return applyReply(edits, {
    read: (path) => Promise.resolve(files[path]),
    paths: new Set(Object.keys(files)),
    testFiles: new Set(['checks/cart.js']),
    tests,
    syntax,
  });
}

/** The texts of the code alone, or the refusal. */
export async function appliedTexts(reply: string): Promise<Record<string, string | null> | string> {
  const result = await applied(readReply(reply).edits);
  return isRefusal(result)
    ? `${result.reason}: ${result.message}`
    : Object.fromEntries(result.texts);
}

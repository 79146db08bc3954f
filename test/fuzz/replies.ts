import { readReply } from '../../src/core/prompting/readReply';
import { applyReply, isRefusal } from '../../src/core/revisions/applyReply';
import type { Fed } from './fuzz';

const FILES = new Map([
  ['src/a.js', 'export function add(a, b) {\n  return a - b;\n}\n'],
  ['src/b.py', 'def half(n):\r\n    return n / 3\r\n'],
  ['.git/config', '[core]\n'],
  ['test/a.test.js', 'test("adds", () => {});\n'],
]);
/** What a reply may change: files of these folders that are no tests, configuration or tools. */
const ALLOWED = /^(?!.*(^|\/)(\.|tests?\/|node_modules\/))(?!\/)(?!.*\.\.(\/|$))(?!.*[\0\\:])[^~]/i;

/** Replies of a model: whatever they hold, only files of the workspace that are no tests are changed. */
export const REPLIES: Fed = {
  name: 'replies',
  texts: [
    'The sign is wrong.\n\nsrc/a.js\n<<<<<<< SEARCH\n  return a - b;\n=======\n  return a + b;\n>>>>>>> REPLACE\n',
    '```python\nsrc/b.py\n<<<<<<< SEARCH\n    return n / 3\n=======\n    return n / 2\n>>>>>>> REPLACE\n```\nNEED src/a.js:add\n',
    'src/new.js\n<<<<<<< SEARCH\n=======\nexport const x = 1;\n>>>>>>> REPLACE\nsrc/a.js\n<<<<<<< SEARCH\n}\n=======\n}\n// end\n>>>>>>> REPLACE\n',
    'CONFLICT: the test wants what the comment forbids.\n',
    '../../outside.js\n<<<<<<< SEARCH\n=======\nhostile\n>>>>>>> REPLACE\n.git/hooks/pre-commit\n<<<<<<< SEARCH\n=======\n#!/bin/sh\n>>>>>>> REPLACE\n',
  ],
  async take(text) {
    const { edits } = readReply(text);
    const result = await applyReply(edits, {
      read: (path) => Promise.resolve(FILES.get(path)),
      paths: new Set(FILES.keys()),
      testFiles: new Set(['test/a.test.js']),
      tests: 'locked',
    });
    if (isRefusal(result)) return undefined;
    const wrong = [...result.texts.keys()].filter((path) => !ALLOWED.test(path));
    return wrong.length === 0 ? undefined : `would change ${JSON.stringify(wrong)}`;
  },
};

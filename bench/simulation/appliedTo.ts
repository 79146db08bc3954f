import type { FileTexts, Syntax } from '../../src/core/ports';
import { readReply } from '../../src/core/prompting/readReply';
import { applyReply, isRefusal } from '../../src/core/revisions/applyReply';
import { TEST_PATH, type World } from './world';

/** All texts of a project with a reply's edits in them, as the engine would apply them; undefined when it would not. */
export async function appliedTo(
  { files }: World,
  reply: string,
  syntax: Syntax,
): Promise<FileTexts | undefined> {
  const applied = await applyReply(readReply(reply).edits, {
    read: (path) => Promise.resolve(files[path]),
    paths: new Set(Object.keys(files)),
    testFiles: new Set([TEST_PATH]),
    tests: 'locked',
    syntax,
  });
  return isRefusal(applied) ? undefined : new Map([...Object.entries(files), ...applied.texts]);
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileNamed } from './placesIn';

/** The files of a project, relative to its root. */
export interface ProjectTree {
  readonly root: string;
  readonly files: readonly string[];
}

/** An assertion outside any function, or an import of what asserts. */
const ASSERTION =
  /^(assert\b|expect\()|['"](node:assert(\/strict)?|assert(\/strict)?|chai|expect)['"]|^(import|from) (unittest|pytest)\b/m;
/** Whatever may be a path, without a place behind it; bounded, because a line may have no end. */
const WORD = /[^\s"'`()<>|&;=,:]{1,300}\.\w{1,20}/g;

/** The first file named in these texts that asserts something, and so is itself the test; undefined when none does. */
export async function fileThatAsserts(
  texts: readonly string[],
  { root, files }: ProjectTree,
): Promise<string | undefined> {
  const words = texts.flatMap((text) => text.match(WORD) ?? []);
  const named = new Set(words.flatMap((word) => fileNamed(word, files) ?? []));
  for (const file of named) {
    const text = await readFile(join(root, file), 'utf8').catch(() => '');
    if (ASSERTION.test(text)) return file;
  }
  return undefined;
}

import { keyOfText } from '../hash';
import type { FileTexts } from '../ports';

/** Comments by family of languages; strings that look like comments are rare enough for a key of duplicates. */
const HASH_COMMENTS = /^((?:[^'"#\n]|'[^'\n]*'|"[^"\n]*")*?)(?:^|(?<=\s))#.*$/gm;
const SLASH_COMMENTS = /\/\*[\s\S]*?\*\/|(?:^|(?<=\s))()\/\/.*$/gm;
const HASH_LANGUAGES = /\.(py|pyi|rb|sh|pl|r|jl|ex|exs|toml|ya?ml)$/;

/** The key of a revision: of its code, and of the tests that it would edit besides, if any. */
export function revisionKey(texts: FileTexts, testTexts: FileTexts = new Map()): string {
  return testTexts.size === 0 ? patchKeyOf(texts) : `${patchKeyOf(texts)}+${patchKeyOf(testTexts)}`;
}

/** A key that is equal for two sets of texts that differ in comments, blank lines and trailing space only. */
export function patchKeyOf(changes: FileTexts): string {
  const files = [...changes].sort(([a], [b]) => (a < b ? -1 : 1));
  return keyOfText(
    files
      .map(([path, text]) => `${path}\0${text === null ? '' : normalise(path, text)}`)
      .join('\0\0'),
  );
}

function normalise(path: string, text: string): string {
  return text
    .replace(HASH_LANGUAGES.test(path) ? HASH_COMMENTS : SLASH_COMMENTS, '$1')
    .split(/\r\n|\n|\r/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n');
}

import type { FileTexts } from '../ports';

/** Comments by family of languages; strings that look like comments are rare enough for a key of duplicates. */
const HASH_COMMENTS = /^((?:[^'"#\n]|'[^'\n]*'|"[^"\n]*")*?)(?:^|(?<=\s))#.*$/gm;
const SLASH_COMMENTS = /\/\*[\s\S]*?\*\/|(?:^|(?<=\s))()\/\/.*$/gm;
const HASH_LANGUAGES = /\.(py|pyi|rb|sh|pl|r|jl|ex|exs|toml|ya?ml)$/;

/** A key that is equal for two sets of texts that differ in comments, blank lines and trailing space only. */
export function patchKeyOf(changes: FileTexts): string {
  const files = [...changes].sort(([a], [b]) => (a < b ? -1 : 1));
  return hash(
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

/** FNV-1a over UTF-16 units in two lanes of 32 bits (Fowler, Noll, Vo); enough to tell a session's patches apart. */
function hash(text: string): string {
  let high = 0x811c9dc5;
  let low = 0xcbf29ce4;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ (unit + i), 0x01000193);
  }
  return [high, low].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
}

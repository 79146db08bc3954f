import type { FileEdit } from '../revisions/fileEdit';
import { addedLines } from './addedLines';

/**
 * Characters that show nothing or reorder what is shown: zero width, directions of writing, tags. The joiner within an emoji
 * is none of them.
 */
const INVISIBLE =
  /[\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF\u{E0000}-\u{E007F}]|(?<!\p{Extended_Pictographic}\uFE0F?)\u200D/u;

/** Sentences about added lines that are not what they seem to be. */
export function invisibleIn(edits: readonly FileEdit[]): readonly string[] {
  return edits.flatMap(({ path, hunks }) =>
    hunks.flatMap((hunk) =>
      addedLines({ ...hunk, newLines: hunk.newLines.map(withoutMark) }).flatMap((line) => {
        const [found] = INVISIBLE.exec(line) ?? [];
        return found === undefined
          ? []
          : [`${path}: an added line has the invisible ${nameOf(found)}`];
      }),
    ),
  );
}

/** A byte order mark begins a file. */
function withoutMark(line: string): string {
  return line.replace(/^\uFEFF/, '');
}

function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `character U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

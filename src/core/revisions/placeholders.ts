import type { ReplyEdit } from '../prompting/readReply';

/** Lines that stand for code that the model did not write out, as in `// ... rest of the code unchanged`. */
const PLACEHOLDERS: readonly RegExp[] = [
  /^\s*(?:\/\/|#|\/\*+|<!--|--|\*)?\s*(?:\.{3}|…)\s*\(?[\w\s'’,-]*\b(?:rest|remaining|existing|unchanged|same as|previous|omitted|as before)\b/i,
  /^\s*(?:\/\/|#|\/\*+|<!--|--)\s*(?:the\s+)?(?:rest of|remaining|existing)\s+(?:the\s+)?(?:code|function|file|class|methods?|implementation|module)\b/i,
  /^\s*(?:\/\/|#|\/\*+|<!--|--)\s*[\w\s]*\b(?:remains?|stays?) (?:the same|unchanged)\b/i,
];

/** The line of an edit that only stands for code; lines that the file has itself stand for nothing. */
export function placeholderIn(edit: ReplyEdit, before = ''): string | undefined {
  return edit.replace.find(
    (line) => PLACEHOLDERS.some((one) => one.test(line)) && !before.includes(line.trim()),
  );
}

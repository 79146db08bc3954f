/** Where a word may be between two characters of a command line. */
interface State {
  readonly words: string[];
  word: string | undefined;
  quote: '"' | "'" | undefined;
}

/** What only a shell could carry out; inside single quotes these are plain text. */
const SHELL_ONLY = /[|&;<>`$\n]/;
const SHELL_ONLY_IN_DOUBLE_QUOTES = /[`$]/;
/** After these a backslash is an escape; before anything else it is a character, as in Windows paths. */
const ESCAPABLE = /[\s"'\\|&;<>`$]/;

/**
 * The words of a command line, with quotes and backslashes taken away as a POSIX shell would; undefined when a quote is
 * not closed or the line needs a shell (pipes, several commands, redirections, variables).
 */
export function splitCommandLine(line: string): readonly string[] | undefined {
  const state: State = { words: [], word: undefined, quote: undefined };
  const text = line.trim();
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    const next = text.charAt(at + 1);
    if (char === '\\' && isEscape(next, state.quote)) {
      state.word = (state.word ?? '') + next;
      at++;
    } else if (!take(char, state)) {
      return undefined;
    }
  }
  endWord(state);
  return state.quote === undefined ? state.words : undefined;
}

function isEscape(next: string, quote: State['quote']): boolean {
  if (quote === "'") return false;
  return quote === '"' ? /["\\$`]/.test(next) : ESCAPABLE.test(next);
}

/** Adds one character; false when it needs a shell. */
function take(char: string, state: State): boolean {
  return state.quote === undefined ? takePlain(char, state) : takeQuoted(char, state.quote, state);
}

function takeQuoted(char: string, quote: string, state: State): boolean {
  if (char === quote) {
    state.quote = undefined;
    return true;
  }
  state.word = (state.word ?? '') + char;
  return quote === "'" || !SHELL_ONLY_IN_DOUBLE_QUOTES.test(char);
}

function takePlain(char: string, state: State): boolean {
  if (char === '"' || char === "'") {
    state.quote = char;
    state.word ??= '';
  } else if (/\s/.test(char)) {
    endWord(state);
  } else {
    state.word = (state.word ?? '') + char;
  }
  return !SHELL_ONLY.test(char);
}

function endWord(state: State): void {
  if (state.word !== undefined) state.words.push(state.word);
  state.word = undefined;
}

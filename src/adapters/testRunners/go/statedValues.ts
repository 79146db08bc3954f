/** What was expected and what came, as the text of a failure says it. */
export interface StatedValues {
  readonly expected: string;
  readonly actual: string;
}

/** Each finds both values where Go's programmers write them by habit; `got` and `want` may stand on lines of their own. */
const HABITS: readonly RegExp[] = [
  // testify's block
  /^\s*expected\s*: (?<want>.*)\n\s*actual\s*: (?<got>.*)$/m,
  // what `go test` prints of examples
  /^got:\n(?<got>[\s\S]*?)\nwant:\n(?<want>[\s\S]*)$/m,
  /^(?:.*\b)?got:?[ \t]+(?<got>.+?)[ \t]*[,;.]?(?:[ \t]+|\s*\n\s*)(?:but )?(?:want(?:ed)?|expected):?[ \t]+(?<want>.+)$/im,
  /^(?:.*\b)?(?:want(?:ed)?|expected):?[ \t]+(?<want>.+?)[ \t]*[,;.]?(?:[ \t]+|\s*\n\s*)(?:but )?got:?[ \t]+(?<got>.+)$/im,
  /^.*?\S\)? (?:=|is|returned) (?<got>.+?)[,;] (?:want(?:ed)?|expected):? (?<want>.+)$/im,
];
/** Says that one thing is not the other, not what the values are. */
const NO_VALUE = /^(error|nil error|an error|no error)\b/i;

/** The values that a failure's text states, when it leaves no doubt; undefined otherwise. */
export function statedValues(text: string): StatedValues | undefined {
  for (const habit of HABITS) {
    const { want, got } = habit.exec(text)?.groups ?? {};
    if (want === undefined || got === undefined || NO_VALUE.test(want)) continue;
    return { expected: want.trim(), actual: got.trim() };
  }
  return undefined;
}

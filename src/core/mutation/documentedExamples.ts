/** A call in a comment, and the value that it is said to have, both as code. */
export interface DocumentedExample {
  readonly call: string;
  readonly value: string;
}

/** What a comment's line may begin with. */
const LEAD = String.raw`^[ \t]*(?:(?:\/\/|\/?\*+|#|"""|''')[ \t]*)?(?:(?:e\.g\.|for example|example)[,:]?[ \t]*)?`;
/** What stands between a call and its value. */
const GIVES = String.raw`[ \t]*(?:\/\/|#)?[ \t]*(?:={1,3}>|-+>|[→➞⇒]|={1,3}|(?:should )?returns?(?: the)?)[ \t]*`;
/** More examples than these tell nothing new. */
const MAX_EXAMPLES = 12;

/**
 * The examples of a function in the comments of a text: prompts as of doctest with the value on the next line, and calls with an
 * arrow, an equals sign or "returns" before the value. What is no code will not evaluate, and so does no harm.
 */
export function documentedExamples(text: string, name: string): readonly DocumentedExample[] {
  const call = String.raw`(${escaped(name)}\(.*\))`;
  const prompts = new RegExp(
    String.raw`^[ \t/*#]*>>>[ \t]*${call}[ \t]*;?[ \t]*\r?\n[ \t]*(?:(?:\/\/|\*+|#)[ \t]*)?(?!>>>)(\S.*)$`,
    'gmu',
  );
  const arrows = new RegExp(String.raw`${LEAD}${call}${GIVES}(\S.*?)[.;]?[ \t]*$`, 'gimu');
  const found = [...text.matchAll(prompts), ...text.matchAll(arrows)];
  const examples = found.map(([, said = '', value = '']) => ({ call: said, value: value.trim() }));
  return examples.slice(0, MAX_EXAMPLES);
}

function escaped(name: string): string {
  return name.replaceAll(/[$]/g, String.raw`\$`);
}

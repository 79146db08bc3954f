/** What stands behind the module in `python … -m MODULE …` and `coverage run … -m MODULE …`; undefined for other commands. */
export function moduleArguments(
  program: string,
  words: readonly string[],
  module: string,
): readonly string[] | undefined {
  if (!/^(python[\d.]*|py|coverage)$/.test(program)) return undefined;
  const at = words.findIndex((word, index) => words[index - 1] === '-m' && word === module);
  return at < 0 ? undefined : words.slice(at + 1);
}

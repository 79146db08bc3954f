/** Texts in quotes; template literals may hold values. */
const QUOTED = /(['"`])((?:\\.|(?!\1)[^\\])*)\1/g;
/** What stands for a value in a title. */
const VALUE = /\$\{[^}]*\}|%[a-z#]|\$[\w.]+/g;

/**
 * The line, from 1, at which a test with these names (suites first) is written in a JavaScript source, for runners that do
 * not say it; undefined when its title is made elsewhere.
 */
export function titleLine(source: string, names: readonly string[]): number | undefined {
  const lines = source.split('\n');
  let at = -1;
  for (const name of names) {
    const next = lines.findIndex((line, index) => index > at && isTitleIn(line, name));
    if (next < 0) return undefined;
    at = next;
  }
  return at + 1;
}

function isTitleIn(line: string, name: string): boolean {
  return [...line.matchAll(QUOTED)].some(([, , text = '']) => {
    const plain = text.replaceAll(/\\(.)/g, '$1');
    return plain === name || (plain.search(VALUE) >= 0 && patternOf(plain).test(name));
  });
}

function patternOf(title: string): RegExp {
  const parts = title.split(VALUE).map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`, 's');
}

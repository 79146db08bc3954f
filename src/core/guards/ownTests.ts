/** A line of a Python session in a docstring, and what it is expected to print: up to a blank line or the docstring's end. */
const DOCTEST = /^[ \t]*>>> .*(?:\n(?![ \t]*$|[ \t]*(?:"""|'''))[^\n]*)*/gm;
/** Tests inside a source file run by vitest: from the question for them to the end of their block. */
const IN_SOURCE = /^[ \t]*if \(import\.meta\.vitest\)[\s\S]*?^\}/m;
/** A module of Rust for tests only, and documentation tests. */
const IN_RUST =
  /^([ \t]*)#\[cfg\(test\)\][\s\S]*?^\1\}|^[ \t]*\/\/[/!][ \t]*```[\s\S]*?^[ \t]*\/\/[/!][ \t]*```/gm;

/** The tests that a source file holds beside its code, as text; empty when it holds none. */
export function ownTestsOf(path: string, text: string): string {
  const plain = text.replaceAll('\r\n', '\n');
  if (path.endsWith('.py')) return (plain.match(DOCTEST) ?? []).join('\n');
  if (path.endsWith('.rs')) return (plain.match(IN_RUST) ?? []).join('\n');
  return IN_SOURCE.exec(plain)?.[0] ?? '';
}

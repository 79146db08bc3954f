/** A text of a project or a model as one line that Markdown shows as it is. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]()#+!<>|~&$-]/g, '\\$&')
    .replace(/^(\d+)\./, '$1\\.');
}

/** A text as a block of code, whatever fences it holds itself. */
export function codeBlock(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

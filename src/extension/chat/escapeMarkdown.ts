/** A text of a project or a model as one line that Markdown shows as it is. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]()#+!<>|~&$-]/g, '\\$&')
    .replace(/^(\d+)\./, '$1\\.');
}

/** A text as one span of code, whatever backticks it holds itself; to be read also where Markdown is shown as plain text. */
export function codeSpan(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  const fence = '`'.repeat(longestRun(line) + 1);
  // Markdown takes one space off each end.
  const isBare = /^[^`\s].*[^`\s]$|^[^`\s]$/.test(line);
  return isBare ? fence + line + fence : `${fence} ${line} ${fence}`;
}

/** A text as a block of code, whatever fences it holds itself. */
export function codeBlock(language: string, text: string): string {
  const fence = '`'.repeat(Math.max(2, longestRun(text)) + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

/** The length of the longest run of backticks. */
function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}

import { suspicionsIn } from '../../src/core/guards/suspicions';
import { fileEditBetween } from '../../src/core/revisions/applyRevision';

/** What is suspicious of a change of `src/a`; of the code's lines, the old ones begin with `-`, the new ones with `+`. */
export function suspicionsOfChange(code: string, testCode: string): readonly string[] {
  const before = sideOf(code, '-', '+');
  const after = sideOf(code, '+', '-');
  const edit = fileEditBetween('src/a', before, after);
  return edit === undefined ? [] : suspicionsIn([edit], testCode, new Map([['src/a', after]]));
}

function sideOf(code: string, own: string, other: string): string {
  const lines = code.split('\n').filter((line) => !line.startsWith(other));
  return lines.map((line) => (line.startsWith(own) ? line.slice(1) : line)).join('\n');
}

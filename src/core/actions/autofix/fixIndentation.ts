import type { ParsedFile } from '../../context/sourceMap';
import { walk } from '../../syntax/nodes';
import type { Fixer } from './scene';

const COMPLAINT = /TabError|inconsistent use of tabs|unindent does not match|unexpected indent/;
/** Spaces that a tab may stand for, when the file's own indentation does not say it. */
const USUAL_WIDTHS = [4, 8, 2];

/** Makes a Python file's indentation uniform, in the style that most of its lines have. */
export const fixIndentation: Fixer = async ({ problem, file }, { syntax }) => {
  const isMeant = COMPLAINT.test(`${problem.name ?? ''} ${problem.message}`);
  if (!isMeant || file.tree.language !== 'python') return undefined;
  const lines = file.text.split('\n');
  const indents = lines.map((line) => /^[ \t]*(?=\S)/.exec(line)?.[0] ?? '');
  const tabs = indents.filter((indent) => indent.includes('\t')).length;
  const spaces = indents.filter((indent) => indent.includes(' ')).length;
  if (tabs === 0 || spaces === 0) return undefined;
  const inStrings = rowsInStrings(file);
  for (const width of new Set([...ownWidth(indents), ...USUAL_WIDTHS])) {
    const text = lines
      .map((line, row) =>
        inStrings.has(row) ? line : reindented(line, { width, withTabs: tabs > spaces }),
      )
      .join('\n');
    const tree = await syntax.parse(file.path, text);
    if (tree === undefined || tree.hasError || hasEmptyBlock(text, inStrings)) continue;
    const explanation = `${file.path} mixed tabs and spaces in its indentation; it is uniform now.`;
    return { path: file.path, text, explanation };
  }
  return undefined;
};

/** Rows whose beginning belongs to a string, so that it is data. */
function rowsInStrings({ tree }: ParsedFile): ReadonlySet<number> {
  const rows = new Set<number>();
  for (const { node } of walk(tree.root)) {
    if (node.type !== 'string') continue;
    for (let row = node.startRow + 1; row <= node.endRow; row++) rows.add(row);
  }
  return rows;
}

/** Whether a line that opens a block is followed by one that is no deeper, which the parser lets pass. */
function hasEmptyBlock(text: string, inStrings: ReadonlySet<number>): boolean {
  const lines = text
    .split('\n')
    .filter((line, row) => !inStrings.has(row) && /^\s*[^\s#]/.test(line));
  return lines.some(
    (line, index) => /:\s*(#.*)?$/.test(line) && depthOf(lines[index + 1] ?? '') <= depthOf(line),
  );
}

function depthOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** The smallest indentation by spaces, at most one number. */
function ownWidth(indents: readonly string[]): readonly number[] {
  const widths = indents.filter((indent) => /^ +$/.test(indent)).map(({ length }) => length);
  const smallest = Math.min(...widths);
  return smallest > 1 && Number.isFinite(smallest) ? [smallest] : [];
}

interface Style {
  /** Spaces that a tab stands for. */
  readonly width: number;
  readonly withTabs: boolean;
}

function reindented(line: string, { width, withTabs }: Style): string {
  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  let columns = 0;
  for (const each of indent) columns += each === '\t' ? width - (columns % width) : 1;
  const tabs = withTabs ? Math.floor(columns / width) : 0;
  return '\t'.repeat(tabs) + ' '.repeat(columns - tabs * width) + line.slice(indent.length);
}

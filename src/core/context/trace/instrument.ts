import type { ParsedFile } from '../sourceMap';
import { nodesOfFunctions, type Insertion, type Rows } from './probe';
import { pythonProbes } from './pythonProbes';
import { scriptHelper } from './scriptHelper';
import { scriptProbes } from './scriptProbes';
import { visibleNames } from './visibleNames';

/**
 * The file's text with prints of local variables before each statement of the functions within the rows (0-based,
 * inclusive), and of what they return; it behaves as before and prints a bounded number of lines
 * `FIXPOINT_TRACE <line> {json}` with the original 1-based line. In Python, following lines move down. Undefined when
 * there is nothing to print or the file does not parse.
 */
export function instrument(file: ParsedFile, rows: Rows): string | undefined {
  const { tree, text } = file;
  if (tree.hasError) return undefined;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const probed = { file, names: visibleNames(tree), newline };
  const nodes = nodesOfFunctions(tree.root, rows);
  if (tree.language === 'python') {
    const insertions = pythonProbes(probed, nodes);
    return insertions && withInsertions(text, insertions);
  }
  const insertions = scriptProbes(probed, nodes);
  return insertions.length === 0
    ? undefined
    : withInsertions(text, insertions) + scriptHelper(tree.language, newline);
}

/** Insertions at one offset keep their order. */
function withInsertions(text: string, insertions: readonly Insertion[]): string {
  const pieces: string[] = [];
  let done = 0;
  for (const { offset, text: added } of insertions.toSorted((a, b) => a.offset - b.offset)) {
    pieces.push(text.slice(done, offset), added);
    done = offset;
  }
  return [...pieces, text.slice(done)].join('');
}

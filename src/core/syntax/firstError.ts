import type { SyntaxTree } from '../ports';
import { walk } from './nodes';

/** The 0-based row of the first thing that the parser could not read or missed; undefined when it read everything. */
export function firstErrorRow({ root, hasError }: SyntaxTree): number | undefined {
  if (!hasError) return undefined;
  for (const { node } of walk(root)) {
    // What the parser missed is a leaf of no width.
    const isMissing = node.start === node.end && node.children.length === 0;
    if (node.type === 'ERROR' || isMissing) return node.startRow;
  }
  return root.endRow;
}

import type { SyntaxNode } from '../../ports';
import { FUNCTIONS } from '../../mutation/roles';
import { enclosing, walk, type Visited } from '../../syntax/nodes';
import type { ParsedFile } from '../sourceMap';
import type { VisibleNames } from './visibleNames';

/** Text to be put into a file at an offset of its original text. */
export interface Insertion {
  readonly offset: number;
  readonly text: string;
}

/** Rows to instrument, 0-based and inclusive. */
export interface Rows {
  readonly startRow: number;
  readonly endRow: number;
}

/** A file with what probes need to know about it. */
export interface ProbedFile {
  readonly file: ParsedFile;
  readonly names: VisibleNames;
  readonly newline: string;
}

/** The nodes of functions that lie within the rows, these included, in source order. */
export function nodesOfFunctions(root: SyntaxNode, rows: Rows): readonly Visited[] {
  const isInside = ({ node }: Visited): boolean =>
    node.startRow >= rows.startRow && node.endRow <= rows.endRow;
  return [...walk(root)].filter((at) => {
    const around = FUNCTIONS.has(at.node.type) ? at : enclosing(at, FUNCTIONS);
    return around !== undefined && isInside(around);
  });
}

/** Whether a statement is nothing but a string, such as `'use strict'` or a docstring. */
export function isBareString(node: SyntaxNode): boolean {
  const [only, ...rest] = node.children.filter((child) => child.named);
  return node.type === 'expression_statement' && only?.type === 'string' && rest.length === 0;
}

import type { SyntaxNode } from '../ports';
import type { Visited } from '../syntax/nodes';
import type { MutationScope } from './mutationScope';
import type { PatternName } from './patternPriors';

/** One edit of one file: the text from `start` to `end` (UTF-16 offsets) gives way to `replacement`. */
export interface Mutation {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  readonly pattern: PatternName;
  /** One plain sentence for people: "Compare with < instead of <=." */
  readonly description: string;
}

/** A family of fixes: the mutations that it proposes at one node, likeliest first, none elsewhere. */
export type Pattern = (at: Visited, scope: MutationScope) => Iterable<Mutation>;

/** What a mutation does, apart from where. */
export type Change = Omit<Mutation, 'start' | 'end'>;

/** The mutation that puts a text in the place of a node. */
export function replaceNode(node: SyntaxNode, change: Change): Mutation {
  return { start: node.start, end: node.end, ...change };
}

/** The mutation that inserts a text at an offset. */
export function insertAt(offset: number, change: Change): Mutation {
  return { start: offset, end: offset, ...change };
}

/** A piece of code on one line, short enough for a sentence. */
export function brief(code: string): string {
  const line = code.replace(/\s+/g, ' ').trim();
  return line.length <= LONGEST_QUOTE ? line : `${line.slice(0, LONGEST_QUOTE - 1)}…`;
}

/** Characters of code that still read well within a sentence. */
const LONGEST_QUOTE = 48;

import type { SyntaxNode, SyntaxTree } from '../ports';
import { fieldOf, nodeText } from '../syntax/nodes';
import { calleeOf } from './roles';

/** The names that a file uses, as alternatives to each other. */
export interface NameIndex {
  /** Members that the file reads from a receiver, by the receiver's text, in order of first use. */
  readonly members: ReadonlyMap<string, readonly string[]>;
  /** Functions that the file calls by their bare names, in order of first use. */
  readonly functions: readonly string[];
}

/** The member that a node reads, as in `receiver.member`. */
export function memberParts(
  node: SyntaxNode,
): { readonly receiver: SyntaxNode; readonly member: SyntaxNode } | undefined {
  const receiver = fieldOf(node, 'object');
  const member = fieldOf(node, node.type === 'attribute' ? 'attribute' : 'property');
  return receiver === undefined || member === undefined ? undefined : { receiver, member };
}

/** Gathers the index of a file, node by node; at most eight alternatives of each kind are kept. */
export class NameGatherer {
  private readonly members = new Map<string, Set<string>>();
  private readonly functions = new Set<string>();

  constructor(private readonly tree: SyntaxTree) {}

  add(node: SyntaxNode): void {
    const { tree, members, functions } = this;
    const parts = memberParts(node);
    if (parts !== undefined) {
      const receiver = nodeText(tree, parts.receiver);
      members.set(receiver, (members.get(receiver) ?? new Set()).add(nodeText(tree, parts.member)));
    }
    const callee = calleeOf(node);
    if (callee?.type === 'identifier') functions.add(nodeText(tree, callee));
  }

  get index(): NameIndex {
    const members = [...this.members].map(([receiver, names]) => [receiver, fewOf(names)] as const);
    return { members: new Map(members), functions: fewOf(this.functions) };
  }
}

function fewOf(names: ReadonlySet<string>): readonly string[] {
  return [...names].slice(0, MOST_NAMES);
}

/** More alternatives than these make one wrong name crowd out all other repairs. */
const MOST_NAMES = 8;

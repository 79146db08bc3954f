import type { SyntaxNode } from '../../ports';
import { namedChildren } from '../../syntax/nodes';
import { brief, insertAt } from '../mutation';
import type { Mutation, Pattern } from '../mutation';
import type { MutationScope } from '../mutationScope';
import { callParts } from '../roles';

/** Two arguments of a call, or two elements of a short list or pair, the other way round. */
export const swappedArguments: Pattern = function* ({ node }, scope) {
  const listed = callParts(node)?.given ?? elementsOf(node);
  for (const [index, left] of listed.entries()) {
    for (const right of listed.slice(index + 1, index + 1 + FARTHEST_SWAP)) {
      yield swap(left, right, scope);
    }
  }
};

/** A call with one argument less. */
export const extraArgument: Pattern = function* ({ node }, { tree, text }) {
  const given = callParts(node)?.given ?? [];
  for (const [index, argument] of given.entries()) {
    const next = given[index + 1];
    const previous = given[index - 1];
    const start = next === undefined && previous !== undefined ? previous.end : argument.start;
    const end = next === undefined ? argument.end : next.start;
    if (tree.text.slice(start, end).includes('#') || tree.text.slice(start, end).includes('//'))
      continue;
    const description = `Call without the argument ${brief(text(argument))}.`;
    yield { start, end, replacement: '', pattern: 'extra-argument', description };
  }
};

/** A call with one more variable as its last or first argument. */
export const missingArgument: Pattern = function* (at, scope) {
  const call = callParts(at.node);
  if (call === undefined) return;
  const first = call.given[0];
  const last = call.given.at(-1);
  const given = new Set(call.given.map(scope.text));
  for (const name of scope.variables(at).filter((variable) => !given.has(variable))) {
    const description = `Call ${brief(scope.text(call.callee))} with ${name} too.`;
    const change = { pattern: 'missing-argument', description } as const;
    const end = last?.end ?? call.list.start + 1;
    yield insertAt(end, { ...change, replacement: last === undefined ? name : `, ${name}` });
    if (first !== undefined) yield insertAt(first.start, { ...change, replacement: `${name}, ` });
  }
};

function swap(left: SyntaxNode, right: SyntaxNode, { tree, text }: MutationScope): Mutation {
  const between = tree.text.slice(left.end, right.start);
  return {
    start: left.start,
    end: right.end,
    replacement: text(right) + between + text(left),
    pattern: 'swapped-arguments',
    description: `Swap ${brief(text(left))} and ${brief(text(right))}.`,
  };
}

function elementsOf(node: SyntaxNode): readonly SyntaxNode[] {
  if (!LISTS.has(node.type)) return [];
  const elements = namedChildren(node);
  return elements.length <= LONGEST_LIST ? elements : [];
}

/** Arguments farther apart are rarely mistaken for each other. */
const FARTHEST_SWAP = 2;

/** Longer lists are data. */
const LONGEST_LIST = 3;

const LISTS: ReadonlySet<string> = new Set(['tuple', 'expression_list', 'array', 'list']);

import type { Visited } from '../../syntax/nodes';
import { brief, replaceNode } from '../mutation';
import type { Pattern } from '../mutation';
import type { MutationScope } from '../mutationScope';
import { roleOf } from '../roles';
import type { Role } from '../roles';

/** A part of a sequence: without its first or last element, from or up to a variable. */
export const partOfCollection: Pattern = function* (at, scope) {
  const role = roleOf(at);
  if (role === undefined || !USED_WHOLE.has(role) || !SEQUENCES.has(at.node.type)) return;
  const own = scope.text(at.node);
  for (const replacement of partsOf(own, at, scope)) {
    const description = `Use ${brief(replacement)} instead of all of ${brief(own)}.`;
    yield replaceNode(at.node, { pattern: 'part-of-collection', replacement, description });
  }
};

/** A slice with another pair of bounds: one left out, or both kept the other way round. */
export const sliceBounds: Pattern = function* ({ node }, scope) {
  if (node.type !== 'slice') return;
  const [from = '', to = '', step] = scope.text(node).split(':');
  if (step !== undefined) return;
  const others = [
    [from, ''],
    ['', to],
    [to, from],
  ] as const;
  for (const [start, end] of others) {
    if (start === from && end === to) continue;
    const replacement = `${start}:${end}`;
    const description = `Slice with [${replacement}] instead of [${from}:${to}].`;
    yield replaceNode(node, { pattern: 'part-of-collection', replacement, description });
  }
};

/** A copy where a collection is shared. */
export const sharedValue: Pattern = function* (at, { text, tree }) {
  const role = roleOf(at);
  if (!SEQUENCES.has(at.node.type) || (role !== 'assigned' && role !== 'argument')) return;
  const own = text(at.node);
  const copies =
    tree.language === 'python' ? [`${own}[:]`, `dict(${own})`] : [`[...${own}]`, `{ ...${own} }`];
  for (const replacement of copies) {
    const description = `Use a copy of ${brief(own)}.`;
    yield replaceNode(at.node, { pattern: 'shared-value', replacement, description });
  }
};

/** JavaScript sorts by text unless it is told how to compare. */
export const defaultSort: Pattern = function* ({ node }, { tree, text }) {
  if (tree.language === 'python' || node.type !== 'call_expression') return;
  if (!/\.(?:sort|toSorted)\(\s*\)$/.test(text(node))) return;
  yield {
    start: node.end - 1,
    end: node.end - 1,
    replacement: '(a, b) => a - b',
    pattern: 'default-sort',
    description: 'Sort by number instead of by text.',
  };
};

function partsOf(own: string, at: Visited, scope: MutationScope): readonly string[] {
  const { part } = scope.dialect;
  const others = scope.variables(at).filter((name) => name !== own);
  return [
    part(own, '1', ''),
    part(own, '', '-1'),
    ...others.flatMap((name) => [part(own, name, ''), part(own, '', name)]),
  ];
}

const USED_WHOLE: ReadonlySet<Role> = new Set<Role>([
  'iterated',
  'argument',
  'returned',
  'assigned',
]);

const SEQUENCES: ReadonlySet<string> = new Set(['identifier', 'attribute', 'member_expression']);

import type { SyntaxNode } from '../../ports';
import { enclosing, fieldOf, walk } from '../../syntax/nodes';
import type { Visited } from '../../syntax/nodes';
import { insertionPoints } from '../insertionPoints';
import { insertAt } from '../mutation';
import type { Pattern } from '../mutation';
import type { MutationScope } from '../mutationScope';
import { BLOCKS, callParts, FUNCTIONS } from '../roles';

/** A variable put into a collection that the function fills or looks into. */
export const missingCollectionUpdate: Pattern = function* (at, scope) {
  if (!BLOCKS.has(at.node.type)) return;
  const values = scope.variables(at);
  for (const { receiver, method } of growersIn(at, scope)) {
    for (const value of values.filter((name) => name !== receiver)) {
      const call = `${receiver}.${method}(${value})`;
      for (const { offset, before, after } of insertionPoints(at.node, scope)) {
        yield insertAt(offset, {
          pattern: 'missing-collection-update',
          replacement: before + call + scope.dialect.terminator + after,
          description: `Put ${value} into ${receiver}.`,
        });
      }
    }
  }
};

interface Grower {
  readonly receiver: string;
  readonly method: string;
}

/** The collections that the outermost function around a block adds to, or starts empty. */
function growersIn(at: Visited, scope: MutationScope): readonly Grower[] {
  let around = enclosing(at, FUNCTIONS);
  for (let outer = around; outer !== undefined; outer = enclosing(outer, FUNCTIONS)) around = outer;
  const growers = new Map<string, Grower>();
  for (const { node } of walk(around?.node ?? at.node)) {
    const grower = grownBy(node, scope) ?? startedBy(node, scope);
    if (grower !== undefined) growers.set(`${grower.receiver}.${grower.method}`, grower);
  }
  return [...growers.values()];
}

function grownBy(node: SyntaxNode, { text }: MutationScope): Grower | undefined {
  const callee = callParts(node)?.callee;
  const receiver = callee && fieldOf(callee, 'object');
  const method = callee && (fieldOf(callee, 'attribute') ?? fieldOf(callee, 'property'));
  if (receiver === undefined || method === undefined || !GROWING.has(text(method)))
    return undefined;
  return { receiver: text(receiver), method: text(method) };
}

function startedBy(node: SyntaxNode, { text }: MutationScope): Grower | undefined {
  const target = fieldOf(node, 'left') ?? fieldOf(node, 'name');
  const value = fieldOf(node, 'right') ?? fieldOf(node, 'value');
  if (target?.type !== 'identifier' || value === undefined) return undefined;
  const start = text(value).replace(/\(.*\)$/s, '()');
  const method = STARTS.get(value.type === 'array' && start === '[]' ? 'new Array()' : start);
  return method === undefined ? undefined : { receiver: text(target), method };
}

const GROWING: ReadonlySet<string> = new Set(['append', 'add', 'push', 'appendleft', 'unshift']);

/** How a collection grows that begins like this. */
const STARTS: ReadonlyMap<string, string> = new Map([
  ['[]', 'append'],
  ['list()', 'append'],
  ['deque()', 'append'],
  ['set()', 'add'],
  ['new Array()', 'push'],
  ['new Set()', 'add'],
]);

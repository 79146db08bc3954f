import { enclosing, namedChildren } from '../../syntax/nodes';
import { brief, insertAt, replaceNode } from '../mutation';
import type { Pattern } from '../mutation';
import { callParts, FUNCTIONS } from '../roles';

/** A call in an asynchronous function that is not waited for. */
export const missingAwait: Pattern = function* (at, { text }) {
  if (callParts(at.node) === undefined || at.node.type === 'new_expression') return;
  const around = enclosing(at, FUNCTIONS)?.node;
  const waits = around?.children.some((child) => child.type === 'async') === true;
  if (!waits || at.parent === undefined || AWAITS.has(at.parent.node.type)) return;
  const description = `Wait for ${brief(text(at.node))}.`;
  const change = { pattern: 'missing-await', description } as const;
  const isReceiver = at.node.field === 'object' || at.node.field === 'function';
  if (isReceiver)
    yield replaceNode(at.node, { ...change, replacement: `(await ${text(at.node)})` });
  else yield insertAt(at.node.start, { ...change, replacement: 'await ' });
};

/** A value that is waited for, taken as it is. */
export const extraAwait: Pattern = function* ({ node }, { text }) {
  const [awaited] = AWAITS.has(node.type) ? namedChildren(node) : [];
  if (awaited === undefined) return;
  const description = `Don't wait for ${brief(text(awaited))}.`;
  yield replaceNode(node, { pattern: 'extra-await', replacement: text(awaited), description });
};

const AWAITS: ReadonlySet<string> = new Set(['await', 'await_expression']);

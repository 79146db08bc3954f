import { isJump } from '../../mutation/statements';
import { BLOCKS, FUNCTIONS } from '../../mutation/roles';
import type { SyntaxNode } from '../../ports';
import { fieldOf, namedChildren, nodeText, type Visited } from '../../syntax/nodes';
import { isBareString, type Insertion, type ProbedFile } from './probe';
import { TRACE_LIMITS } from './traceLimits';

/** Calls that print variables before each statement, at the end of each function, and what it returns; on the same lines. */
export function scriptProbes(probed: ProbedFile, nodes: readonly Visited[]): readonly Insertion[] {
  return nodes.flatMap((at) => [
    ...beforeStatement(probed, at),
    ...aroundResult(probed, at.node),
    ...atEnd(probed, at.node),
  ]);
}

function beforeStatement(probed: ProbedFile, { node, parent }: Visited): readonly Insertion[] {
  const around = parent?.node;
  const isListed =
    around !== undefined &&
    (BLOCKS.has(around.type) || (CASES.has(around.type) && node.field === 'body'));
  if (!isListed || !node.named || UNTRACED.has(node.type) || isBareString(node)) return [];
  const usedIn = nodeText(probed.file.tree, node);
  const call = printing(probed, { offset: node.start, line: node.startRow + 1, usedIn });
  return call === undefined ? [] : [{ offset: node.start, text: `${call};` }];
}

/** Wraps what is returned, also by an arrow function without a block. */
function aroundResult(probed: ProbedFile, node: SyntaxNode): readonly Insertion[] {
  const body = node.type === 'arrow_function' ? fieldOf(node, 'body') : undefined;
  const isExpression = body !== undefined && !BLOCKS.has(body.type) && !FUNCTIONS.has(body.type);
  const value = isExpression
    ? body
    : node.type === 'return_statement'
      ? namedChildren(node)[0]
      : undefined;
  if (value === undefined) return [];
  const line = value.startRow + 1;
  const usedIn = nodeText(probed.file.tree, value);
  const before = isExpression ? printing(probed, { offset: value.start, line, usedIn }) : undefined;
  const [open, close] = before === undefined ? ['', ''] : [`(${before},`, ')'];
  return [
    { offset: value.start, text: `${open}__fixpointReturn(${String(line)},(` },
    { offset: value.end, text: `))${close}` },
  ];
}

function atEnd(probed: ProbedFile, node: SyntaxNode): readonly Insertion[] {
  const body = FUNCTIONS.has(node.type) ? fieldOf(node, 'body') : undefined;
  if (body === undefined || !BLOCKS.has(body.type)) return [];
  const last = namedChildren(body).at(-1);
  if (last === undefined || isJump(last)) return [];
  const offset = body.end - 1;
  const usedIn = nodeText(probed.file.tree, body);
  const call = printing(probed, { offset, line: body.endRow + 1, usedIn });
  return call === undefined ? [] : [{ offset, text: `;${call};` }];
}

interface Moment {
  readonly offset: number;
  /** 1-based. */
  readonly line: number;
  readonly usedIn: string;
}

/** Every variable is read in a function of its own, so that one without a value spoils no other. */
function printing({ names }: ProbedFile, { offset, line, usedIn }: Moment): string | undefined {
  const variables = names(offset, usedIn);
  const shown = /\bthis\b/.test(usedIn) ? ['this', ...variables] : variables;
  const reads = shown.map((name) => `${name}:()=>${name}`);
  return reads.length === 0
    ? undefined
    : `__fixpointTrace(${String(line)},{${reads.slice(0, TRACE_LIMITS.variablesPerLine).join(',')}})`;
}

const CASES: ReadonlySet<string> = new Set(['switch_case', 'switch_default']);

/** Statements that do nothing when they are reached. */
const UNTRACED: ReadonlySet<string> = new Set([
  'comment',
  'empty_statement',
  'function_declaration',
  'generator_function_declaration',
  'class_declaration',
  'abstract_class_declaration',
  'interface_declaration',
  'type_alias_declaration',
  'enum_declaration',
]);

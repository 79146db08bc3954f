import { indentationOf, isJump, startsItsLine } from '../../mutation/statements';
import { BLOCKS, FUNCTIONS } from '../../mutation/roles';
import type { SyntaxNode, SyntaxTree } from '../../ports';
import { fieldOf, namedChildren, nodeText, type Visited } from '../../syntax/nodes';
import { pythonHelper } from './pythonHelper';
import { isBareString, type Insertion, type ProbedFile } from './probe';

/**
 * Lines that print variables before each statement and at the end of each function, calls around what it returns, and
 * what these call; undefined when the file has no place for that.
 */
export function pythonProbes(
  probed: ProbedFile,
  nodes: readonly Visited[],
): readonly Insertion[] | undefined {
  const { tree } = probed.file;
  const offset = helperOffset(tree);
  if (offset === undefined) return undefined;
  const probes = nodes.flatMap((at) => [
    ...beforeStatement(probed, at),
    ...aroundResult(at.node),
    ...atEnd(probed, at.node),
  ]);
  return probes.length === 0
    ? undefined
    : [{ offset, text: pythonHelper(probed.newline) }, ...probes];
}

/** Behind what has to come first: the docstring and imports from the future. */
function helperOffset(tree: SyntaxTree): number | undefined {
  const first = namedChildren(tree.root).find(
    (node) =>
      !isBareString(node) && node.type !== 'future_import_statement' && startsItsLine(node, tree),
  );
  return first === undefined ? undefined : lineStart(tree, first);
}

function beforeStatement(probed: ProbedFile, { node, parent }: Visited): readonly Insertion[] {
  const { tree } = probed.file;
  const isListed = parent !== undefined && isBodyOfCode(parent);
  const isTraced = node.named && !UNTRACED.has(node.type) && !isBareString(node);
  if (!isListed || !isTraced || !startsItsLine(node, tree)) return [];
  const moment = { offset: node.start, line: node.startRow + 1, usedIn: nodeText(tree, node) };
  const call = printing(probed, moment);
  const text = `${indentationOf(node, tree)}${call}${probed.newline}`;
  return [{ offset: lineStart(tree, node), text }];
}

/** The body of a class is no place: its names are no variables. */
function isBodyOfCode({ node, parent }: Visited): boolean {
  return BLOCKS.has(node.type) && parent?.node.type !== 'class_definition';
}

function aroundResult(node: SyntaxNode): readonly Insertion[] {
  const value = node.type === 'return_statement' ? namedChildren(node)[0] : undefined;
  if (value === undefined) return [];
  return [
    { offset: value.start, text: `_fixpoint_return(${String(value.startRow + 1)}, (` },
    { offset: value.end, text: '))' },
  ];
}

function atEnd(probed: ProbedFile, node: SyntaxNode): readonly Insertion[] {
  const { tree } = probed.file;
  const body = FUNCTIONS.has(node.type) ? fieldOf(node, 'body') : undefined;
  const last = body && namedChildren(body).at(-1);
  if (body === undefined || last === undefined) return [];
  if (isJump(last) || !startsItsLine(last, tree)) return [];
  const lineEnd = tree.text.indexOf('\n', last.end);
  const offset = lineEnd < 0 ? tree.text.length : lineEnd + 1;
  const call = printing(probed, {
    offset: body.end - 1,
    line: last.endRow + 1,
    usedIn: nodeText(tree, body),
  });
  const line = `${indentationOf(last, tree)}${call}${probed.newline}`;
  return [{ offset, text: lineEnd < 0 ? probed.newline + line : line }];
}

interface Moment {
  readonly offset: number;
  /** 1-based. */
  readonly line: number;
  readonly usedIn: string;
}

/** Names travel as strings: reading one that has no value yet would throw. */
function printing({ names }: ProbedFile, { offset, line, usedIn }: Moment): string {
  const shown = names(offset, usedIn).map((name) => `"${name}",`);
  return `_fixpoint_trace(${String(line)}, locals(), (${shown.join(' ')}))`;
}

function lineStart({ text }: SyntaxTree, node: SyntaxNode): number {
  return text.lastIndexOf('\n', node.start - 1) + 1;
}

/** Statements that do nothing when they are reached, that have to come first, or that are no statements of their own. */
const UNTRACED: ReadonlySet<string> = new Set([
  'comment',
  'function_definition',
  'decorated_definition',
  'class_definition',
  'global_statement',
  'nonlocal_statement',
  'case_clause',
]);

import type { Clock } from '../ports';
import { walk } from '../syntax/nodes';
import { editKey } from './editKey';
import type { Mutation, Pattern } from './mutation';
import type { MutationScope } from './mutationScope';
import { extraAwait, missingAwait } from './patterns/asynchrony';
import { extraArgument, missingArgument, swappedArguments } from './patterns/callArguments';
import { defaultSort, partOfCollection, sharedValue, sliceBounds } from './patterns/collections';
import { missingCollectionUpdate } from './patterns/collectionUpdates';
import { constantCondition, negatedCondition, otherClause } from './patterns/conditions';
import { changedBoolean, changedLiteral, changedNumber } from './patterns/constants';
import { jumpKind, missingGuard, missingJump } from './patterns/guards';
import { counterpart, otherAccess, otherFunction, otherMember } from './patterns/members';
import { offByOne, rangeStart } from './patterns/offByOne';
import { droppedOperand, otherOperator, swappedOperands } from './patterns/operators';
import { deletedStatement, movedIn, movedOut, swappedStatements } from './patterns/placement';
import { recursionArgument } from './patterns/recursion';
import {
  combinedResult,
  generatorResult,
  missingReturn,
  otherResult,
  unwrappedCall,
} from './patterns/results';
import { missingUpdate } from './patterns/updates';
import { siblingExpression } from './patterns/siblingExpressions';
import { otherVariable, variableForExpression } from './patterns/variables';
import { boundedValue, missingTerm, wrappedExpression } from './patterns/wraps';

/** Rows of a file, 0-based and inclusive. */
export interface RowRange {
  readonly startRow: number;
  readonly endRow: number;
}

/**
 * Every single mutation of a file's code within a range of rows, each resulting text once, none equal to the file itself.
 * Some results don't parse: the caller drops those.
 */
export async function mutationsOf(
  scope: MutationScope,
  range: RowRange,
  clock: Pick<Clock, 'yield'>,
): Promise<readonly Mutation[]> {
  const { tree } = scope;
  const found = new Map<string, Mutation>();
  let nodes = 0;
  for (const at of walk(tree.root, (node) => overlaps(node, range))) {
    if (at.node.startRow < range.startRow || at.node.endRow > range.endRow) continue;
    if (++nodes % NODES_AT_A_TIME === 0) await clock.yield();
    for (const pattern of PATTERNS) {
      for (const mutation of pattern(at, scope)) {
        const key = editKey(tree.text, mutation);
        if (key !== undefined && !found.has(key)) found.set(key, mutation);
      }
    }
  }
  return [...found.values()];
}

/** Trying all patterns on so many nodes takes some milliseconds, in long files more. */
const NODES_AT_A_TIME = 20;

function overlaps(node: RowRange, range: RowRange): boolean {
  return node.startRow <= range.endRow && node.endRow >= range.startRow;
}

/** Specific patterns before general ones: of two that lead to the same text the first is kept. */
const PATTERNS: readonly Pattern[] = [
  otherOperator,
  counterpart,
  recursionArgument,
  offByOne,
  rangeStart,
  changedNumber,
  changedBoolean,
  changedLiteral,
  swappedArguments,
  negatedCondition,
  constantCondition,
  otherResult,
  generatorResult,
  unwrappedCall,
  missingReturn,
  droppedOperand,
  otherVariable,
  variableForExpression,
  siblingExpression,
  otherMember,
  otherFunction,
  otherAccess,
  extraArgument,
  missingArgument,
  otherClause,
  missingAwait,
  extraAwait,
  boundedValue,
  combinedResult,
  partOfCollection,
  sliceBounds,
  swappedOperands,
  missingTerm,
  wrappedExpression,
  sharedValue,
  defaultSort,
  deletedStatement,
  swappedStatements,
  movedOut,
  movedIn,
  missingUpdate,
  missingCollectionUpdate,
  missingGuard,
  missingJump,
  jumpKind,
];

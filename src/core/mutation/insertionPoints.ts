import type { SyntaxNode } from '../ports';
import { namedChildren } from '../syntax/nodes';
import type { MutationScope } from './mutationScope';
import { isJump, newLineLike, startsItsLine } from './statements';

/** Where a statement can be inserted in a block, and what has to stand around it. */
export interface InsertionPoint {
  readonly offset: number;
  readonly before: string;
  readonly after: string;
}

/** The places between the statements of a block, last first, none behind a jump; none in a block on one line. */
export function insertionPoints(
  block: SyntaxNode,
  scope: MutationScope,
): readonly InsertionPoint[] {
  const statements = namedChildren(block).filter((node) => startsItsLine(node, scope.tree));
  const last = statements.at(-1);
  const ahead = statements.map((statement) => ({
    offset: statement.start,
    before: '',
    after: newLineLike(statement, scope),
  }));
  const points = ahead.toReversed();
  if (last === undefined || isJump(last)) return points;
  return [{ offset: last.end, before: newLineLike(last, scope), after: '' }, ...points];
}

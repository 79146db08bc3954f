import type { Clock, SyntaxNode } from '../ports';
import { walk, type Visited } from './nodes';

/** To look at so many nodes takes some milliseconds. */
const NODES_AT_A_TIME = 2_000;

/** Visits a node and everything below it, as `walk` does; between some thousand nodes others have their turn. */
export async function visitInTurns(
  root: SyntaxNode,
  clock: Pick<Clock, 'yield'>,
  visit: (at: Visited) => void,
): Promise<void> {
  let visited = 0;
  for (const at of walk(root)) {
    visit(at);
    if (++visited % NODES_AT_A_TIME === 0) await clock.yield();
  }
}

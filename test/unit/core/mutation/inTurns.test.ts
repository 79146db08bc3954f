import { describe, expect, test } from 'vitest';
import { mutationScope } from '../../../../src/core/mutation/mutationScope';
import { mutationsOf } from '../../../../src/core/mutation/mutationsOf';
import { rankMutations } from '../../../../src/core/mutation/rankMutations';
import type { SyntaxTree } from '../../../../src/core/ports';
import { walk } from '../../../../src/core/syntax/nodes';
import { outline } from '../../../../src/core/syntax/outline';
import { parseSource } from '../../../support/parseSource';
import { stillClock } from '../../../support/stillClock';

/** Grossly more between two turns of others would be felt in an editor. */
const MOST = { visitedNodes: 5_000, mutatedNodes: 100, rankedMutations: 5_000 };

describe('a long file is worked on in turns, so that an editor is not held up', () => {
  test('when it is outlined', async () => {
    const tree = await longFile();
    const turns = await countTurns((clock) => outline(tree, clock));
    expect(turns).toBeGreaterThan(nodesOf(tree) / MOST.visitedNodes);
  });

  test('when its names are gathered', async () => {
    const tree = await longFile();
    const turns = await countTurns((clock) => mutationScope(tree, clock));
    expect(turns).toBeGreaterThan(nodesOf(tree) / MOST.visitedNodes);
  });

  test('when it is mutated and the mutations are ranked', async () => {
    const tree = await longFile();
    const scope = await mutationScope(tree, stillClock);
    const place = { path: 'a.ts', startRow: 0, endRow: tree.root.endRow, suspiciousness: 1 };
    const mutations = await mutationsOf(scope, place, stillClock);
    const mutating = await countTurns((clock) => mutationsOf(scope, place, clock));
    expect(mutating).toBeGreaterThan(nodesOf(tree) / MOST.mutatedNodes);
    const options = { perPlace: 500, seed: 1, failures: new Set<never>() };
    const ranking = await countTurns((clock) =>
      rankMutations([{ place, mutations }], options, clock),
    );
    expect(ranking).toBeGreaterThan(mutations.length / MOST.rankedMutations);
  });
});

async function countTurns(
  work: (clock: { yield: () => Promise<void> }) => Promise<unknown>,
): Promise<number> {
  let turns = 0;
  await work({
    yield: () => {
      turns += 1;
      return Promise.resolve();
    },
  });
  return turns;
}

function longFile(): Promise<SyntaxTree> {
  const one = (_: unknown, index: number): string =>
    `export function f${String(index)}(a: number) {\n  if (a > ${String(index)}) return a + 1;\n  return a;\n}\n`;
  return parseSource('a.ts', Array.from({ length: 60 }, one).join(''));
}

function nodesOf(tree: SyntaxTree): number {
  return [...walk(tree.root)].length;
}

import { describe, expect, test } from 'vitest';
import type { TreeNode } from '../../../../src/core/search/treeNode';
import { baselineVerdict } from '../../../../src/core/selection/judge';
import { rankNodes, reasonFor, tiedForBest } from '../../../../src/core/selection/rank';
import type { Verdict } from '../../../../src/core/selection/verdict';

function node(number: number, verdict: Partial<Verdict>, fields: Partial<TreeNode> = {}): TreeNode {
  return {
    number,
    parent: 0,
    root: number,
    depth: 1,
    action: 'draft',
    patchKey: String(number),
    verdict: { ...baselineVerdict([]), total: 10, ...verdict },
    behaviour: String(number),
    flips: [],
    size: { files: 1, addedLines: 1, changedLines: 2 },
    failure: 'assertion',
    ...fields,
  };
}

function order(...nodes: readonly TreeNode[]): readonly number[] {
  return rankNodes(nodes).map(({ number }) => number);
}

describe('the order of revisions', () => {
  test('A42: nine of ten targets go before eight of ten, although both are the only ones of their kind', () => {
    expect(order(node(1, { fixed: 8 }), node(2, { fixed: 9 }))).toEqual([2, 1]);
  });

  test('A36: of equals the one that lost tests on the way goes last', () => {
    const lost = node(1, { fixed: 5 }, { flips: ['t'] });
    expect(order(lost, node(2, { fixed: 5 }))).toEqual([2, 1]);
    expect(reasonFor([lost, node(2, { fixed: 5 })])).toBe('fewer tests lost on the way');
  });

  test('A04: no opinion lifts a red revision over a green one', () => {
    const green = node(1, { fixed: 10, value: 1 }, { score: 0 });
    const red = node(2, { fixed: 9, value: 0.8 }, { score: 100 });
    expect(order(red, green)).toEqual([1, 2]);
    expect(tiedForBest([red, green]).map(({ number }) => number)).toEqual([1]);
  });

  test.each<[string, TreeNode, TreeNode]>([
    ['no test weakened', node(2, { fixed: 9 }), node(1, { fixed: 10, testsWeakened: ['x'] })],
    ['fewer tests broken', node(2, { fixed: 5 }), node(1, { fixed: 5, regressions: ['x'] })],
    ['a higher value', node(2, { fixed: 5, value: 0.5 }), node(1, { fixed: 5, value: 0.4 })],
    ['the reviewer prefers it', node(2, {}, { score: 60 }), node(1, {}, { score: 50 })],
    [
      'a smaller patch',
      node(2, {}),
      node(1, {}, { size: { files: 1, addedLines: 9, changedLines: 9 } }),
    ],
    [
      'fewer files',
      node(2, {}),
      node(1, {}, { size: { files: 2, addedLines: 1, changedLines: 2 } }),
    ],
    ['earlier', node(1, {}), node(2, {})],
  ])('%s goes first', (reason, better, worse) => {
    expect(order(worse, better)).toEqual([better.number, worse.number]);
    expect(reasonFor([worse, better])).toBe(reason);
  });

  test('more independent drafts behave like it: revisions of one draft are one vote', () => {
    const alone = node(1, {}, { behaviour: 'a' });
    const again = node(2, {}, { behaviour: 'a', root: 1, depth: 2 });
    const others = [node(3, {}, { behaviour: 'b' }), node(4, {}, { behaviour: 'b' })];
    expect(order(alone, again, ...others)).toEqual([3, 4, 1, 2]);
  });

  test('a tie is what tests and agreement leave', () => {
    const nodes = [
      node(1, {}, { score: 10 }),
      node(2, {}, { score: 90 }),
      node(3, { fixed: 0, regressions: ['x'] }),
    ];
    expect(tiedForBest(nodes).map(({ number }) => number)).toEqual([2, 1]);
    expect(tiedForBest([])).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { cladeDraw, shouldExtend, type CladeNode } from '../../../../src/core/search/clade';
import { createRandom } from '../../../../src/core/search/random';

/** Revision 1 is poor but all that came of it is good; revision 2 looks better and has only poor children. */
const family: readonly CladeNode[] = [
  node(0, 0, { value: 0.15, isOpen: false }),
  node(1, 0, { value: 0.2 }),
  node(2, 0, { value: 0.6 }),
  node(3, 1, { value: 0.85, isOpen: false }),
  node(4, 1, { value: 0.9, isOpen: false }),
  node(5, 2, { value: 0.1, isOpen: false }),
  node(6, 2, { value: 0.1, isOpen: false }),
  node(7, 3, { value: 0.9, isOpen: false }),
  node(8, 5, { value: 0.05, isOpen: false }),
  node(9, 4, { value: 0.9, isOpen: false }),
];

describe('the clade draw', () => {
  test('A20: picks a low-valued parent of high-valued descendants over a higher sibling', () => {
    expect(cladeDraw(family, createRandom(1, 'clade'))).toBe(1);
    expect(share(family, 1)).toBeGreaterThan(0.9);
  });

  test('A20: without descendants the higher value is picked more often', () => {
    const alone = family.filter(({ number }) => number === 1 || number === 2);
    expect(share(alone, 2)).toBeGreaterThan(0.5);
  });

  test("A20: leaves the nodes' own records unchanged after 100 computations", () => {
    const before = structuredClone(family);
    const frozen = family.map((each) => Object.freeze({ ...each }));
    const first = cladeDraw(frozen, createRandom(7));
    for (let time = 0; time < 100; time++) cladeDraw(frozen, createRandom(time));
    expect(frozen).toEqual(before);
    expect(cladeDraw(frozen, createRandom(7))).toBe(first);
  });

  test('never picks a closed node, and nothing when none is open', () => {
    const picked = new Set(draws(family));
    expect([...picked].toSorted()).toEqual([1, 2]);
    const closed = family.map((each) => ({ ...each, isOpen: false }));
    expect(cladeDraw(closed, createRandom(1))).toBeUndefined();
    expect(cladeDraw([], createRandom(1))).toBeUndefined();
  });

  test('takes a node whose parent is not listed as the head of its family', () => {
    expect(cladeDraw([node(5, 3, { value: 0.5 })], createRandom(1))).toBe(5);
  });
});

test('another node is added once enough was measured', () => {
  const nodesAllowed = (evaluations: number) =>
    [1, 2, 3, 4, 5, 6].filter((nodes) => shouldExtend(evaluations, nodes)).length;
  expect([0, 1, 3, 4, 6, 7, 10, 11].map(nodesAllowed)).toEqual([1, 2, 2, 3, 3, 4, 4, 5]);
});

function node(
  number: number,
  parent: number,
  fields: { readonly value: number; readonly isOpen?: boolean },
): CladeNode {
  return { number, parent, isOpen: true, ...fields };
}

function draws(nodes: readonly CladeNode[]): readonly (number | undefined)[] {
  const random = createRandom('many');
  return Array.from({ length: 1_000 }, () => cladeDraw(nodes, random));
}

function share(nodes: readonly CladeNode[], number: number): number {
  return draws(nodes).filter((drawn) => drawn === number).length / 1_000;
}

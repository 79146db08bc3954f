import { drawBeta, type Random } from './random';

/** A revision as the clade draw sees it. */
export interface CladeNode {
  /** Higher than its parent's; 0 is the baseline, its own parent. */
  readonly number: number;
  readonly parent: number;
  /** In [0, 1]. */
  readonly value: number;
  /** Whether it may be gone on from. */
  readonly isOpen: boolean;
}

/** How many evaluations a node must have earned before another is added: evaluations to this power (Huxley-Gödel Machine). */
const WIDENING_POWER = 0.6;

/**
 * The number of the open node to go on from, judged by what came of its whole family and not by itself: the largest
 * draw from Beta(1 + values, 1 + shortfalls) over the node and all its descendants (Huxley-Gödel Machine). The nodes
 * are left as they are. Undefined when none is open.
 */
export function cladeDraw(nodes: readonly CladeNode[], random: Random): number | undefined {
  const families = familiesOf(nodes);
  let largest: { readonly number: number; readonly draw: number } | undefined;
  for (const { number, isOpen } of nodes) {
    const family = families.get(number);
    if (!isOpen || family === undefined) continue;
    const draw = drawBeta(random, 1 + family.values, 1 + family.shortfalls);
    if (largest === undefined || draw > largest.draw) largest = { number, draw };
  }
  return largest?.number;
}

/** Whether to add a node, rather than measure those there are, after so many test runs. */
export function shouldExtend(evaluations: number, nodes: number): boolean {
  return evaluations ** WIDENING_POWER >= nodes - 1;
}

interface Family {
  values: number;
  shortfalls: number;
}

function familiesOf(nodes: readonly CladeNode[]): ReadonlyMap<number, Family> {
  const parents = new Map(nodes.map(({ number, parent }) => [number, parent]));
  const families = new Map(nodes.map(({ number }) => [number, { values: 0, shortfalls: 0 }]));
  for (const { number, value } of nodes) {
    for (const member of lineOf(number, parents)) {
      const family = families.get(member);
      if (family === undefined) break;
      family.values += value;
      family.shortfalls += 1 - value;
    }
  }
  return families;
}

/** The node and its ancestors, nearest first. */
function* lineOf(number: number, parents: ReadonlyMap<number, number>): Generator<number> {
  yield number;
  const parent = parents.get(number);
  if (parent !== undefined && parent < number) yield* lineOf(parent, parents);
}

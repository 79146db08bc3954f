import type { TreeNode } from '../search/treeNode';

/** One question that orders two revisions: negative when the first is better. */
interface Criterion {
  readonly name: string;
  readonly compare: (a: TreeNode, b: TreeNode) => number;
}

/** The order of revisions, best first: tests decide, opinion only orders equals, then the smaller and earlier one wins. */
export function rankNodes(nodes: readonly TreeNode[]): readonly TreeNode[] {
  const criteria = criteriaFor(nodes);
  return nodes.toSorted((a, b) => firstDifference(criteria, a, b)?.order ?? 0);
}

/** The best revisions that neither tests nor agreement tell apart, one for each behaviour; at least one when there is any. */
export function tiedForBest(nodes: readonly TreeNode[]): readonly TreeNode[] {
  const decisive = criteriaFor(nodes).slice(0, OPINION_FROM);
  const ranked = rankNodes(nodes);
  const [best] = ranked;
  if (best === undefined) return [];
  const tied = ranked.filter((node) => decisive.every(({ compare }) => compare(best, node) === 0));
  const behaviours = tied.map(({ behaviour }) => behaviour);
  return tied.filter(({ behaviour }, index) => behaviours.indexOf(behaviour) === index);
}

/** What told the best from the second best, in words. */
export function reasonFor(nodes: readonly TreeNode[]): string {
  const [best, second] = rankNodes(nodes);
  if (best === undefined || second === undefined) return 'the only one';
  return firstDifference(criteriaFor(nodes), best, second)?.name ?? 'the earliest';
}

/** Criteria before this one rest on tests and agreement. */
const OPINION_FROM = 6;

function criteriaFor(nodes: readonly TreeNode[]): readonly Criterion[] {
  const votes = votesByBehaviour(nodes);
  const votesOf = ({ behaviour }: TreeNode): number => votes.get(behaviour) ?? 0;
  return [
    { name: 'no test weakened', compare: (a, b) => doubts(a) - doubts(b) },
    { name: 'more targets fixed', compare: (a, b) => share(b) - share(a) },
    { name: 'fewer tests broken', compare: (a, b) => broken(a) - broken(b) },
    { name: 'fewer tests lost on the way', compare: (a, b) => a.flips.length - b.flips.length },
    { name: 'a higher value', compare: (a, b) => b.verdict.value - a.verdict.value },
    { name: 'more drafts behave like it', compare: (a, b) => votesOf(b) - votesOf(a) },
    { name: 'the reviewer prefers it', compare: (a, b) => (b.score ?? 0) - (a.score ?? 0) },
    { name: 'a smaller patch', compare: (a, b) => a.size.changedLines - b.size.changedLines },
    { name: 'fewer files', compare: (a, b) => a.size.files - b.size.files },
    { name: 'earlier', compare: (a, b) => a.number - b.number },
  ];
}

function firstDifference(
  criteria: readonly Criterion[],
  a: TreeNode,
  b: TreeNode,
): { readonly name: string; readonly order: number } | undefined {
  for (const { name, compare } of criteria) {
    const order = compare(a, b);
    if (order !== 0) return { name, order };
  }
  return undefined;
}

/** Independent roots per behaviour: several revisions of one draft are one vote. */
function votesByBehaviour(nodes: readonly TreeNode[]): ReadonlyMap<string, number> {
  const roots = new Map<string, Set<number>>();
  for (const { behaviour, root } of nodes) {
    roots.set(behaviour, (roots.get(behaviour) ?? new Set()).add(root));
  }
  return new Map([...roots].map(([behaviour, each]) => [behaviour, each.size]));
}

function doubts({ verdict }: TreeNode): number {
  return verdict.testsWeakened.length > 0 ? 1 : 0;
}

function share({ verdict: { fixed, total } }: TreeNode): number {
  return total === 0 ? 0 : fixed / total;
}

function broken({ verdict }: TreeNode): number {
  return verdict.regressions.length;
}

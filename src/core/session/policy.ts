import { rankStrategies } from '../search/bandit';
import { cladeDraw } from '../search/clade';
import { weakRoots } from '../search/forest';
import { createRandom } from '../search/random';
import { childrenOf, nodeOf, type SearchState, type TreeNode } from '../search/searchState';
import { isGreenVerdict } from '../selection/judge';
import type { Plan } from './efforts';
import type { RepairStyle } from './events';
import type { Move, TurnMove } from './move';
import { endOfSearch } from './stopRules';
import { stylesFor } from './strategies';
import type { Task } from './task';

/** What decisions depend on besides the state. */
export interface PolicyContext {
  readonly task: Task;
  readonly plan: Plan;
  /** Absent when the built-in search proposes. */
  readonly model?: { readonly name: string; readonly thinks?: boolean };
}

/** Drafts after the first have to differ from it. */
const DRAFT_TEMPERATURE = 0.7;
/** How much warmer each turn without anything new makes the next request, and the highest that providers take alike. */
const FRICTION_WARMTH = 0.15;
const MAX_TEMPERATURE = 1;
/** Below this many revisions a draw by clades would mostly draw noise. */
const CLADE_FROM_NODES = 8;
const MAX_CHILDREN = 3;
/** A refresh starts from the best code so far only if that is worth this much; else from the baseline. */
const WORTH_KEEPING = 0.3;
/** Refused answers in a row after which the conversation is given up, and after which the model is. */
const REFUSALS_TO_REFRESH = 3;

/** Decides what to do next: end, what the developer said, then the ladder, then the search; pure. */
export function nextMove(state: SearchState, context: PolicyContext): Move {
  const { task, plan, model } = context;
  const { hint, from } = state.said;
  if (hint !== undefined || from !== undefined) return asTheDeveloperSaid(state, context);
  const end = endOfSearch(state, { task, plan });
  if (end !== undefined) return end;
  if (model === undefined) return turn(state, { action: 'mutate', parent: newestNode(state) });
  const roots = state.turns.filter(({ action }) => action === 'draft').length;
  if (roots < plan.firstDrafts || isUndecided(state)) return draft(state, roots);
  return (
    refreshed(state, plan) ?? extended(state, context) ?? lastResort(state, plan) ?? outOfIdeas()
  );
}

function asTheDeveloperSaid(state: SearchState, { model }: PolicyContext): Move {
  const last = state.turns.at(-1);
  const reached = last?.child ?? last?.parent ?? 0;
  const parent = state.said.from ?? reached;
  if (model === undefined) return turn(state, { action: 'mutate', parent });
  const goesOn = last?.refused !== undefined && parent === reached;
  const action = parent === 0 && !goesOn ? 'draft' : 'repair';
  return turn(state, { action, parent, ...(action === 'repair' && { style: 'bare' }) });
}

/** A green draft that only a check of our own confirms calls for another one to compare it with. */
function isUndecided({ nodes }: SearchState): boolean {
  const last = nodes.at(-1);
  return last !== undefined && last.number > 0 && isGreenVerdict(last.verdict);
}

function draft(state: SearchState, earlier: number): Move {
  return turn(state, { action: 'draft', parent: 0 }, earlier === 0 ? 0 : DRAFT_TEMPERATURE);
}

/** A clean start when the controller asks for one or too many answers in a row were of no use. */
function refreshed(state: SearchState, plan: Plan): Move | undefined {
  const isDue = state.instruction === 'refresh' || refusalsInARow(state) >= REFUSALS_TO_REFRESH;
  return isDue && state.refreshes < plan.refreshes ? fresh(state) : undefined;
}

function fresh(state: SearchState): Move {
  const best = bestNode(state.nodes.filter((node) => !isGreenVerdict(node.verdict)));
  const parent = best !== undefined && best.verdict.value >= WORTH_KEEPING ? best.number : 0;
  return turn(state, { action: 'fresh', parent });
}

/** A repair of an open revision: while the chain is short on the ladder, of any when searching. */
function extended(state: SearchState, context: PolicyContext): Move | undefined {
  const { plan, model } = context;
  const isWornOut = state.instruction === 'refresh' || refusalsInARow(state) >= REFUSALS_TO_REFRESH;
  if (!plan.searches && (isWornOut || chainLength(state) > plan.repairsPerDraft)) return undefined;
  const last = state.turns.at(-1);
  if (last?.refused !== undefined && last.refused.reason !== 'duplicate')
    return turn(state, { action: 'repair', style: 'bare', parent: last.parent });
  const parent = pickNode(state, context);
  if (parent === undefined) return undefined;
  const node = nodeOf(state, parent);
  const fruitless = state.turns.slice(state.turns.length - state.stale);
  const tried = [...state.turns.filter((each) => each.parent === parent), ...fruitless].map(
    ({ style }) => style,
  );
  const styles = stylesFor(node?.failure ?? 'none', model?.thinks === true);
  const untried = styles.filter((style) => !tried.includes(style));
  const style =
    state.friction > 0 ? 'bare' : (rankedStyles(untried, node, state, context)[0] ?? 'bare');
  return turn(state, { action: 'repair', style, parent });
}

function rankedStyles(
  strategies: readonly RepairStyle[],
  node: TreeNode | undefined,
  state: SearchState,
  { task, plan, model }: PolicyContext,
): readonly RepairStyle[] {
  return rankStrategies({
    failure: node?.failure ?? 'none',
    family: model?.name ?? '',
    strategies,
    experience: task.experience ?? { arms: [] },
    policy: plan.searches ? 'thompson' : 'greedy',
    random: createRandom(task.seed, 'style', state.turns.length),
  });
}

/** What is left when no chain goes on: the refreshes not asked for, then more drafts. */
function lastResort(state: SearchState, plan: Plan): Move | undefined {
  if (state.refreshes < plan.refreshes) return fresh(state);
  const drafts = state.turns.filter(({ action }) => action === 'draft').length;
  return drafts < plan.firstDrafts + plan.laterDrafts ? draft(state, drafts) : undefined;
}

function outOfIdeas(): Move {
  return {
    kind: 'end',
    ending: { kind: 'stuck' },
    question: 'No further way to go on is known. Is there a hint that would help?',
  };
}

/** The revision to go on from: the best one, or by the results of its descendants once there are enough to tell. */
function pickNode(state: SearchState, context: PolicyContext): number | undefined {
  const { task, plan } = context;
  const open = new Set(openNodes(state, plan).map(({ number }) => number));
  if (plan.searches && state.nodes.length > CLADE_FROM_NODES) {
    const nodes = state.nodes
      .filter(({ number }) => number > 0)
      .map(({ number, parent, verdict }) => {
        return { number, parent, value: verdict.value, isOpen: open.has(number) };
      });
    return cladeDraw(nodes, createRandom(task.seed, 'clade', state.turns.length));
  }
  const byWorth = state.nodes
    .filter(({ number }) => open.has(number))
    .toSorted(
      (a, b) =>
        b.verdict.value - a.verdict.value ||
        childrenOf(state, a.number).length - childrenOf(state, b.number).length ||
        (b.score ?? 0) - (a.score ?? 0) ||
        b.number - a.number,
    );
  return byWorth[0]?.number;
}

function openNodes(state: SearchState, plan: Plan): readonly TreeNode[] {
  const off = new Set(weakRoots(state.rankings));
  return state.nodes.filter(
    (node) =>
      !isGreenVerdict(node.verdict) &&
      !off.has(node.root) &&
      node.depth <= plan.repairsPerDraft &&
      childrenOf(state, node.number).length < MAX_CHILDREN &&
      !isAbandoned(state, node) &&
      (node.number > 0 || childrenOf(state, 0).length > 0),
  );
}

/** What broke something for no gain is not gone on from, unless it only does not load. */
function isAbandoned(state: SearchState, node: TreeNode): boolean {
  if (node.number === 0 || node.verdict.regressions.length === 0) return false;
  const parent = nodeOf(state, node.parent);
  const gained = node.verdict.value > (parent?.verdict.value ?? 0);
  const isUntriedBuild = node.failure === 'load' && childrenOf(state, node.number).length === 0;
  return !gained && !isUntriedBuild;
}

function turn(state: SearchState, fields: Omit<TurnMove, 'kind' | 'temperature'>, base = 0): Move {
  const temperature = Math.min(MAX_TEMPERATURE, base + FRICTION_WARMTH * state.friction);
  return { kind: 'turn', ...fields, temperature: Number(temperature.toFixed(2)) };
}

/** Turns since the last draft, that included. */
function chainLength({ turns }: SearchState): number {
  const start = turns.findLastIndex(({ action }) => action === 'draft' || action === 'fresh');
  return turns.slice(Math.max(0, start)).filter(({ action }) => action !== 'autofix').length;
}

function refusalsInARow({ turns }: SearchState): number {
  const used = turns.findLastIndex(({ refused }) => refused === undefined);
  return turns.length - 1 - used;
}

function bestNode(nodes: readonly TreeNode[]): TreeNode | undefined {
  return nodes.toSorted((a, b) => b.verdict.value - a.verdict.value || a.number - b.number)[0];
}

function newestNode({ nodes }: SearchState): number {
  return nodes.at(-1)?.number ?? 0;
}

import type { SearchState, TurnRecord } from '../search/searchState';
import type { TreeNode } from '../search/treeNode';
import { nodeOf } from '../search/tree';
import { isGreenVerdict } from '../selection/judge';
import type { ActionName } from '../session/events';
import type { Plan } from './efforts';
import type { Move, TurnMove } from './move';
import { repairsWorthTrying } from './patience';
import { pickNode } from './pickNode';
import { pickStyle } from './pickStyle';
import type { PolicyContext } from './policyContext';
import { endOfSearch } from './stopRules';

/** Drafts after the first have to differ from it. */
const DRAFT_TEMPERATURE = 0.7;
/** How much warmer each turn without anything new makes the next request, and the highest that providers take alike. */
const FRICTION_WARMTH = 0.15;
const MAX_TEMPERATURE = 1;
/** A refresh starts from the best code so far only if that is worth this much; else from the baseline. */
const WORTH_KEEPING = 0.3;
/** Answers of no use in a row after which a conversation is left. */
const REFUSALS_TO_REFRESH = 2;

/** Decides what to do next: end, what the developer said, then the ladder, then the search; pure. */
export function nextMove(state: SearchState, context: PolicyContext): Move {
  const { task, plan, model } = context;
  if (Object.keys(state.said).length > 0) return asTheDeveloperSaid(state, context);
  const end = endOfSearch(state, { task, plan: capsOf(context) });
  if (end !== undefined) return end;
  if (model === undefined) return turn(state, { action: 'mutate', parent: bestNode(state.nodes) });
  const roots = state.turns.filter(({ action }) => action === 'draft').length;
  if (roots < plan.firstDrafts || isUndecided(state)) return draft(state, roots);
  return (
    refreshed(state, plan) ?? extended(state, context) ?? lastResort(state, plan) ?? outOfIdeas()
  );
}

/** The built-in search costs no requests and ends by itself, so no cap on revisions keeps it from the next bug. */
function capsOf({ plan, model }: PolicyContext): Plan {
  return model === undefined ? { ...plan, maxNodes: Infinity } : plan;
}

function asTheDeveloperSaid(state: SearchState, { model }: PolicyContext): Move {
  const last = state.turns.at(-1);
  const reached = reachedBy(last);
  const { from: parent = reached } = state.said;
  if (model === undefined) return turn(state, { action: 'mutate', parent });
  const goesOn = last?.refused !== undefined && parent === reached;
  const action = nodeOf(state, parent)?.depth === 0 && !goesOn ? 'draft' : 'repair';
  return turn(state, { action, parent, ...(action === 'repair' && { style: 'bare' }) });
}

/** The revision that a turn made, or started from when it made none. */
function reachedBy(last: TurnRecord | undefined): number {
  return last?.child ?? last?.parent ?? 0;
}

/** A green draft that only a check of our own confirms calls for another one to compare it with. */
function isUndecided({ nodes }: SearchState): boolean {
  const last = nodes.at(-1);
  return last !== undefined && last.number > 0 && isGreenVerdict(last.verdict);
}

function draft(state: SearchState, earlier: number): Move {
  const parent = startOf(state);
  return turn(state, { action: 'draft', parent }, earlier === 0 ? 0 : DRAFT_TEMPERATURE);
}

/** A clean start when the controller asks for one or too many answers in a row were of no use. */
function refreshed(state: SearchState, plan: Plan): Move | undefined {
  return isWornOut(state) && state.refreshes < plan.refreshes ? fresh(state) : undefined;
}

function fresh(state: SearchState): Move {
  const best = bestNode(
    state.nodes.filter((node) => !isGreenVerdict(node.verdict) && node.brokenOff !== 'killed'),
  );
  const isWorthIt = (nodeOf(state, best)?.verdict.value ?? 0) >= WORTH_KEEPING;
  return turn(state, { action: 'fresh', parent: isWorthIt ? best : startOf(state) });
}

/** Where drafts start: the code as it was, or as it was mended without a model. */
function startOf({ nodes }: SearchState): number {
  return bestNode(nodes.filter(({ depth }) => depth === 0));
}

/** A repair of an open revision: while the chain is short on the ladder, of any when searching. */
function extended(state: SearchState, context: PolicyContext): Move | undefined {
  const { plan } = context;
  const isOver = isWornOut(state) || chainOf(state).length > repairsWorthTrying(state, plan);
  if (isOver && !plan.searches) return undefined;
  const last = state.turns.at(-1);
  const isToCorrect = last?.refused !== undefined && last.refused.reason !== 'duplicate';
  if (isToCorrect && !isWornOut(state))
    return turn(state, { action: 'repair', style: 'bare', parent: last.parent });
  const parent = pickNode(state, context);
  if (parent === undefined) return undefined;
  const style = pickStyle(state, parent, context);
  return turn(state, { action: 'repair', style, parent: parent.number });
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

function turn(state: SearchState, fields: Omit<TurnMove, 'kind' | 'temperature'>, base = 0): Move {
  const temperature = Math.min(MAX_TEMPERATURE, base + FRICTION_WARMTH * state.friction);
  return { kind: 'turn', ...fields, temperature: Number(temperature.toFixed(2)) };
}

/** Whether the controller asks for a clean start, or the last answers of this conversation were all of no use. */
function isWornOut(state: SearchState): boolean {
  const chain = chainOf(state);
  const used = chain.findLastIndex(({ refused }) => refused === undefined);
  return state.instruction === 'refresh' || chain.length - 1 - used >= REFUSALS_TO_REFRESH;
}

/** The turns since the last draft or clean start, that included; what needed no model does not count. */
function chainOf({ turns }: SearchState): readonly TurnRecord[] {
  const start = turns.findLastIndex(({ action }) => action === 'draft' || action === 'fresh');
  return turns.slice(Math.max(0, start)).filter(({ action }) => !NEEDS_NO_MODEL.has(action));
}

const NEEDS_NO_MODEL: ReadonlySet<ActionName> = new Set(['autofix', 'mutate']);

/** The node of the highest value, the latest of equals; the baseline when there is none. */
function bestNode(nodes: readonly TreeNode[]): number {
  const ranked = nodes.toSorted((a, b) => b.verdict.value - a.verdict.value || b.number - a.number);
  return ranked[0]?.number ?? 0;
}

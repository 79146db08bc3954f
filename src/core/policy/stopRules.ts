import { isHopeless, isEasy } from '../search/difficulty';
import { isSettled, leadPosterior } from '../search/consensus';
import { majorityOf } from '../search/forest';
import type { SearchState } from '../search/searchState';
import type { TreeNode } from '../search/treeNode';
import { isGreenVerdict } from '../selection/judge';
import { requestsForTurns, type Plan } from './efforts';
import type { EndMove } from './move';
import type { Task } from '../session/task';

interface Limits {
  readonly task: Task;
  readonly plan: Plan;
}

/** Green drafts disagree only when they behave in several ways. */
const MIN_BEHAVIOURS = 2;
/** Time-outs, or crashes, of test runs in a row after which the next one would only cost more. */
const BREAKS_IN_A_ROW = 3;
/** Turns that a model gets to take back what makes a green revision doubtful. */
const TURNS_AFTER_DOUBT = 2;

/** Why the search ends here; undefined when it goes on. What a model says of itself is never a reason. */
export function endOfSearch(state: SearchState, limits: Limits): EndMove | undefined {
  const green = state.nodes.filter(({ number, verdict }) => number > 0 && isGreenVerdict(verdict));
  if (green.some(({ verdict }) => verdict.unproven !== true)) return end({ kind: 'fixed' });
  return (
    consensus(state, green, limits) ??
    doubtful(state) ??
    brokenOff(state) ??
    noUse(state, limits) ??
    hopeless(state, green, limits) ??
    spent(state, limits)
  );
}

/** Behaviours of the green drafts, one vote for each independent root, the most frequent first. */
export function votesOf(green: readonly TreeNode[]): readonly number[] {
  const perRoot = new Map(green.map((node) => [node.root, node.behaviour]));
  const counts = new Map<string, number>();
  for (const behaviour of perRoot.values()) counts.set(behaviour, (counts.get(behaviour) ?? 0) + 1);
  return [...counts.values()].sort((a, b) => b - a);
}

/** Where only a check of our own decides, independent drafts have to agree, unless the task is small. */
function consensus(
  state: SearchState,
  green: readonly TreeNode[],
  limits: Limits,
): EndMove | undefined {
  const [first] = green;
  if (first === undefined) return undefined;
  const agreed =
    isSettled(votesOf(green)) ||
    isEasy({ instructionWords: wordsOf(limits.task), ...first.size }) ||
    (limits.plan.searches &&
      majorityOf(
        [...new Map(green.map((n) => [n.root, n.behaviour])).values()],
        plannedRoots(state, limits),
      ) !== undefined);
  return agreed ? end({ kind: 'fixed-unproven' }) : undefined;
}

/** All is green, but in a way that a person has to judge; asking on and on would only teach to hide it. */
function doubtful({ nodes, turns }: SearchState): EndMove | undefined {
  const first = nodes.find(
    ({ number, verdict }) =>
      number > 0 &&
      verdict.stillRed.length + verdict.regressions.length === 0 &&
      verdict.testsWeakened.length > 0,
  );
  if (first === undefined) return undefined;
  const since = turns.length - 1 - turns.findIndex(({ child }) => child === first.number);
  if (since < TURNS_AFTER_DOUBT) return undefined;
  const message = `Revision ${String(first.number)} passes the tests, but in a way that needs your eye, and the model found no other.`;
  return end({ kind: 'stuck', message });
}

/** Runs that do not end by themselves cost the most and tell the least. */
function brokenOff({ nodes }: SearchState): EndMove | undefined {
  const last = nodes.filter(({ number }) => number > 0).slice(-BREAKS_IN_A_ROW);
  const [first] = last;
  const how = first?.brokenOff;
  if (how === undefined || last.length < BREAKS_IN_A_ROW) return undefined;
  if (last.some((node) => node.brokenOff !== how)) return undefined;
  return end({ kind: 'stuck', message: BROKEN_OFF[how] });
}

const BROKEN_OFF = {
  'timed-out': `The tests of ${String(BREAKS_IN_A_ROW)} revisions in a row did not end in time. Look for what they wait for, or raise the time limit.`,
  killed: `The test processes of ${String(BREAKS_IN_A_ROW)} revisions in a row were killed. Run the tests by hand to see whether they crash or lack memory.`,
} as const;

function noUse({ turns }: SearchState, { plan }: Limits): EndMove | undefined {
  const used = turns.findLastIndex(({ refused }) => refused === undefined);
  const refused = turns.slice(used + 1).flatMap((turn) => turn.refused ?? []);
  const fresh = turns.findLastIndex((turn) => turn.refused?.reason !== 'duplicate');
  const repeats = turns.length - 1 - fresh;
  const last = refused.at(-1);
  if (last === undefined) return undefined;
  if (repeats >= plan.maxRepeats) {
    const what = `The model gave a patch again that was tested before, ${String(repeats)} times in a row, also warmer and from a clean start.`;
    const ending = {
      kind: 'stuck',
      message: `${what} Try a stronger model, or give a hint.`,
    } as const;
    return end(ending, `${what} Is there a hint that would help?`);
  }
  if (refused.length <= plan.maxRepeats) return undefined;
  const message = `The last ${String(refused.length)} answers were of no use; the last: ${last.message} Try a stronger model or a narrower target.`;
  return end({ kind: 'stuck', message });
}

/** Only where nothing but a check of our own decides: green drafts of a project's tests end the search at once. */
function hopeless(
  { requests }: SearchState,
  green: readonly TreeNode[],
  { task }: Limits,
): EndMove | undefined {
  if (votesOf(green).length < MIN_BEHAVIOURS) return undefined;
  const posterior = leadPosterior(votesOf(green));
  if (!isHopeless({ posterior, spent: requests, cap: requestsForTurns(task) })) return undefined;
  const message = 'Half of the budget is spent and the drafts do not agree on what is wanted.';
  return end({ kind: 'hard', message }, `${message} Can you say it more precisely?`);
}

function spent(
  { nodes, requests, friction }: SearchState,
  { task, plan }: Limits,
): EndMove | undefined {
  const noRequests = requests >= requestsForTurns(task);
  if (!noRequests && nodes.length - 1 < plan.maxNodes) return undefined;
  const limit = noRequests ? `${String(requests)} requests` : `${String(plan.maxNodes)} revisions`;
  const next =
    task.effort === 'search' ? 'a stronger model' : 'a larger effort or a stronger model';
  const message = `The budget of ${limit} is used up; try ${next}.`;
  return end({ kind: friction > 0 ? 'stuck' : 'budget', message });
}

function plannedRoots({ turns }: SearchState, { plan }: Limits): number {
  const drawn = turns.filter(({ action }) => action === 'draft' || action === 'fresh').length;
  return Math.max(drawn, plan.firstDrafts);
}

function wordsOf({ instruction = '' }: Task): number {
  return instruction.split(/\s+/).filter((word) => word !== '').length;
}

function end(ending: EndMove['ending'], question?: string): EndMove {
  return { kind: 'end', ending, ...(question === undefined ? {} : { question }) };
}

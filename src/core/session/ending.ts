import { baselineVerdict } from '../selection/judge';
import { rankNodes } from '../selection/rank';
import { unreachableOf } from '../feedback/unreachable';
import { redOf } from '../selection/targets';
import type { SearchState } from '../search/searchState';
import type { TreeNode } from '../search/treeNode';
import { unifiedPatch } from '../revisions/unifiedPatch';
import type { Verdict } from '../selection/verdict';
import type { SolvePorts } from './bench';
import type { Candidate } from './candidate';
import type { History } from './history';
import type { Meter } from './meter';
import type { Outcome, OutcomeKind } from './outcome';
import type { Task } from './task';

/** One solving of a task. */
export interface Session {
  readonly task: Task;
  readonly ports: SolvePorts;
  readonly meter: Meter;
  readonly history: History;
  /** The fold over all events so far. */
  state: SearchState;
  /** Set once the search is over and only the choice among its revisions is left. */
  ending?: Ending;
}

/** Why a session ends; a message only where the kind alone does not say it. */
export interface Ending {
  readonly kind: Exclude<OutcomeKind, 'best-partial'>;
  readonly message?: string;
  /** What the developer may do about it. */
  readonly advice?: string;
}

/** The ending of an aborted session: its time was up, or somebody stopped it. */
export function abortedEnding(signal: AbortSignal): Ending {
  const reason: unknown = signal.reason;
  const isTimeout = reason instanceof Error && reason.name === 'TimeoutError';
  return isTimeout ? { kind: 'budget', message: 'The time limit is reached.' } : { kind: 'user' };
}

/** The outcome with the best revision, whatever the ending. */
export async function outcomeOf(session: Session, ending: Ending): Promise<Outcome> {
  const { history, meter, ports, state } = session;
  const best = bestNode(state);
  const improved = best && history.at(best.number);
  const { verdict } = improved ?? state.nodes[0] ?? { verdict: baselineVerdict([]) };
  const kind = ending.kind === 'stuck' && improved !== undefined ? 'best-partial' : ending.kind;
  return {
    kind,
    message: [
      messageOf({ ...ending, kind }, verdict, improved),
      ...adviceFor(session, kind),
      ...(ending.advice === undefined ? [] : [ending.advice]),
    ].join(' '),
    revision: improved?.number ?? 0,
    revisions: Math.max(0, state.nodes.length - 1),
    verdict,
    patch: improved ? await unifiedPatch(improved.files, (path) => ports.workspace.read(path)) : '',
    usage: meter.usage,
    time: meter.time,
  };
}

/** The best revision that fixes anything; what was chosen among equals, or what minimising made of it, goes first. */
function bestNode({ nodes, selected }: SearchState): TreeNode | undefined {
  const gains = nodes.filter(({ verdict }) => verdict.fixed > 0);
  const chosen = gains.find(({ number }) => number === selected);
  if (chosen === undefined) return rankNodes(gains)[0];
  const smaller = gains.filter(({ action, root }) => action === 'minimise' && root === chosen.root);
  return smaller.at(-1) ?? chosen;
}

function messageOf(
  ending: { readonly kind: OutcomeKind; readonly message?: string },
  verdict: Verdict,
  improved: Candidate | undefined,
): string {
  const kept = improved
    ? `The best revision is ${String(improved.number)}: ${summaryOf(verdict)}.`
    : 'No revision made a failing test pass; nothing was changed.';
  switch (ending.kind) {
    case 'fixed':
      return `Fixed: ${summaryOf(verdict)}.`;
    case 'fixed-unproven':
      return `Fixed, but unproven: ${summaryOf(verdict)}; no test of the project decides it.`;
    case 'already-green':
      return ending.message ?? 'All tests pass already; there is nothing to fix.';
    case 'environment':
      return ending.message ?? 'The tests can not be run.';
    case 'conflict':
      return `The tests seem to contradict what is asked: ${ending.message ?? 'no reason given'} ${kept}`;
    case 'user':
      return `Stopped. ${kept}`;
    case 'best-partial':
    case 'budget':
    case 'stuck':
    case 'hard':
    case 'model-stopped':
      return `${ending.message ?? 'No further repair was found.'} ${kept}`;
  }
}

/** What to do about tests that no patch could make pass, where they tell it. */
function adviceFor({ history, state, task }: Session, kind: OutcomeKind): readonly string[] {
  const isOpen = kind === 'stuck' || kind === 'budget' || kind === 'best-partial';
  if (!isOpen) return [];
  if (state.nodes.length === 0) {
    return kind === 'budget' && task.instruction === undefined ? [TOO_SLOW] : [];
  }
  const { report, verdict } = history.at(0);
  const targets = redOf(report).filter(({ id }) => verdict.stillRed.includes(id));
  const unreachable = unreachableOf(targets);
  if (unreachable === undefined) return [];
  return [
    `The tests need something that can not be reached (${firstLine(unreachable)}): start it or repair the connection, or give the tests a stand-in for it.`,
  ];
}

const TOO_SLOW =
  'The tests alone take longer: allow more time, or name only the tests that shall be repaired.';

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

function summaryOf({ fixed, total, regressions, testsWeakened, wholeSuite }: Verdict): string {
  const isKnown = wholeSuite || regressions.length > 0;
  const broken = isKnown ? `${String(regressions.length)} broken` : 'the other tests not run';
  const weakened =
    testsWeakened.length === 0 ? '' : `, not to be trusted (${testsWeakened.join('; ')})`;
  return `${String(fixed)} of ${String(total)} failing tests fixed, ${broken}${weakened}`;
}

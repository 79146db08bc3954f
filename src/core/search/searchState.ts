import type { DevelopersWord, ModelMessage } from '../ports';
import type { FileEdit } from '../revisions/fileEdit';
import { failureClassOf } from '../feedback/failureClass';
import type {
  ActionName,
  GuardReason,
  HunkName,
  Instruction,
  RepairStyle,
  SessionEvent,
} from '../session/events';
import { baselineVerdict, isGreenVerdict } from '../selection/judge';
import type { TestReport } from '../testReport';
import { nodeOf } from './tree';
import type { PatchSize, TreeNode } from './treeNode';

/** One turn, whatever came of it. */
export interface TurnRecord {
  readonly action: ActionName;
  readonly style?: RepairStyle;
  readonly parent: number;
  /** The revision that it made. */
  readonly child?: number;
  readonly refused?: { readonly reason: GuardReason; readonly message: string };
  /** Whether it brought nothing new. */
  readonly isFriction?: boolean;
}

/** All that decisions rest on: a fold over the session's events, so that a journal alone gives it back. */
export interface SearchState {
  /** In order; the baseline first, once it is known. Trials of leaving out hunks are not among them. */
  readonly nodes: readonly TreeNode[];
  readonly turns: readonly TurnRecord[];
  /** Repairs in a row that brought no gain. */
  readonly stale: number;
  /** Turns in a row that brought nothing new. */
  readonly friction: number;
  readonly refreshes: number;
  /** What the controller said last; undefined after a refused turn. */
  readonly instruction?: Instruction;
  readonly heldOut: readonly string[];
  /** Answered requests. */
  readonly requests: number;
  /** Slices of the budget granted so far, and the roots' order, best first, when each began. */
  readonly slices: number;
  readonly rankings: readonly (readonly number[])[];
  /** What the developer said for the next turn. */
  readonly said: DevelopersWord;
  /** Where the developer wants the fault to be looked for; empty: where it is located. */
  readonly locations: readonly string[];
  /** The failures that the developer wants told, by their ids; empty: all. */
  readonly focus: readonly string[];
  /** Everything the developer ever said, in order. */
  readonly hints: readonly string[];
  readonly reviewerIsOff: boolean;
  readonly locked: ReadonlyMap<number, readonly HunkName[]>;
  /** The conversation that led to each revision, its reply included. */
  readonly threads: ReadonlyMap<number, readonly ModelMessage[]>;
  /** The conversation of the turn under way or last refused. */
  readonly thread?: readonly ModelMessage[];
  /** The reply to the question for places, which tools did not find. */
  readonly located?: string;
  /** Estimated tokens of the last prompt. */
  readonly contextTokens: number;
  /** The revision chosen among equals. */
  readonly selected?: number;
  /** Questions put to the developer at the end of all ideas. */
  readonly questions: number;
  /** A revision that has been proposed but not tested. */
  readonly untested?: Pick<TreeNode, 'number' | 'parent' | 'patchKey' | 'size'>;
}

/** The state before any event. */
export const emptySearch: SearchState = {
  nodes: [],
  turns: [],
  stale: 0,
  friction: 0,
  refreshes: 0,
  heldOut: [],
  requests: 0,
  slices: 0,
  rankings: [],
  said: {},
  locations: [],
  focus: [],
  hints: [],
  reviewerIsOff: false,
  locked: new Map(),
  threads: new Map(),
  contextTokens: 0,
  questions: 0,
};

/** The state after one more event; pure. */
export function nextSearch(state: SearchState, event: SessionEvent): SearchState {
  switch (event.kind) {
    case 'baseline':
      return { ...state, nodes: [baselineNode(event)], heldOut: event.heldOut ?? [] };
    case 'budget':
      return { ...state, slices: event.slice, rankings: [...state.rankings, rootsByValue(state)] };
    case 'action':
      return afterAction(state, event);
    case 'prompt':
      return isOfAuthor(event.role)
        ? { ...state, thread: event.messages, contextTokens: event.estimatedTokens }
        : state;
    case 'reply':
      return afterReply(state, event);
    case 'patch':
      return afterPatch(state, event.revision);
    case 'guard':
      return afterGuard(state, event);
    case 'eval':
      return afterEval(state, event);
    case 'turn':
      return afterTurn(state, event);
    case 'friction':
      return { ...withLastTurn(state, { isFriction: true }), friction: event.count };
    case 'refresh':
      return { ...state, refreshes: state.refreshes + 1, stale: 0 };
    case 'lock':
      return { ...state, locked: new Map([...state.locked, [event.revision, event.hunks]]) };
    case 'critique':
      return withScore(state, event.revision, event.score);
    case 'reviewer-off':
      return { ...state, reviewerIsOff: true };
    case 'human':
      return afterWord(state, event);
    case 'select':
      return { ...state, selected: event.revision };
    case 'ask':
      return { ...state, questions: state.questions + 1 };
    case 'session':
    case 'progress':
    case 'feedback':
    case 'minimise':
    case 'check':
    case 'outcome':
      return state;
  }
}

type EventOf<K extends SessionEvent['kind']> = Extract<SessionEvent, { kind: K }>;

function baselineNode({ report, targets }: EventOf<'baseline'>): TreeNode {
  const verdict = baselineVerdict(targets);
  return {
    number: 0,
    parent: 0,
    root: 0,
    depth: 0,
    action: 'draft',
    patchKey: '',
    verdict,
    behaviour: '',
    flips: [],
    size: sizeOf([]),
    failure: failureClassOf(report, verdict),
  };
}

function rootsByValue({ nodes }: SearchState): readonly number[] {
  const roots = nodes.filter(({ depth }) => depth === 1).map(({ number }) => number);
  const best = new Map(
    roots.map((root) => [
      root,
      Math.max(...nodes.filter((node) => node.root === root).map(({ verdict }) => verdict.value)),
    ]),
  );
  return roots.toSorted((a, b) => (best.get(b) ?? 0) - (best.get(a) ?? 0) || a - b);
}

function afterAction(state: SearchState, event: EventOf<'action'>): SearchState {
  const { action, style, parent, aside } = event;
  if (aside === true) return { ...state, turns: [...state.turns, { action, parent }] };
  const { thread, instruction: _, ...rest } = state;
  const turn = { action, parent, ...(style === undefined ? {} : { style }) };
  const isNewChain = action === 'draft' || action === 'fresh';
  const last = state.turns.at(-1);
  const goesOn = last?.refused !== undefined && last.parent === parent && !isNewChain;
  return {
    ...rest,
    ...(goesOn && thread !== undefined ? { thread } : {}),
    turns: [...state.turns, turn],
    stale: isNewChain ? 0 : state.stale,
    said: {},
  };
}

/** Only the author's conversation is a thread: what explains, locates or judges stands alone. */
function isOfAuthor(role: EventOf<'prompt'>['role']): boolean {
  return role === 'draft' || role === 'repair';
}

function afterReply(state: SearchState, { text, role }: EventOf<'reply'>): SearchState {
  const requests = state.requests + 1;
  if (role === 'locate') return { ...state, requests, located: text };
  if (!isOfAuthor(role) || state.thread === undefined) return { ...state, requests };
  return { ...state, requests, thread: [...state.thread, { role: 'assistant', content: text }] };
}

function afterPatch(state: SearchState, revision: EventOf<'patch'>['revision']): SearchState {
  const { number, parent, patchKey, files } = revision;
  const threads =
    state.thread === undefined
      ? state.threads
      : new Map([...state.threads, [number, state.thread] as const]);
  return { ...state, threads, untested: { number, parent, patchKey, size: sizeOf(files) } };
}

function sizeOf(files: readonly FileEdit[]): PatchSize {
  const hunks = files.flatMap((file) => file.hunks);
  const addedLines = hunks.reduce((sum, { newLines }) => sum + newLines.length, 0);
  const removedLines = hunks.reduce((sum, { oldLines }) => sum + oldLines.length, 0);
  return { files: files.length, addedLines, changedLines: addedLines + removedLines };
}

function afterGuard(state: SearchState, { reason, message }: EventOf<'guard'>): SearchState {
  return withLastTurn(state, { refused: { reason, message } });
}

function afterEval(state: SearchState, event: EventOf<'eval'>): SearchState {
  const { untested, ...rest } = state;
  const action = state.turns.at(-1)?.action ?? 'draft';
  if (untested === undefined || (action === 'minimise' && !isGreenVerdict(event.verdict)))
    return rest;
  const node: TreeNode = {
    ...untested,
    ...descentOf({ ...untested, action }, nodeOf(state, untested.parent)),
    action,
    verdict: event.verdict,
    behaviour: event.behaviour,
    flips: event.flips,
    failure: failureClassOf(event.report, event.verdict),
    ...breakOf(event.report),
  };
  const nodes = [...rest.nodes, node];
  return withLastTurn({ ...rest, nodes }, { child: node.number });
}

function breakOf({ verdict }: TestReport): Pick<TreeNode, 'brokenOff'> {
  return verdict === 'timed-out' || verdict === 'killed' ? { brokenOff: verdict } : {};
}

function descentOf(
  { number, action }: Pick<TreeNode, 'number' | 'action'>,
  parent: TreeNode | undefined,
): Pick<TreeNode, 'root' | 'depth'> {
  if (parent === undefined || parent.depth > 0)
    return { root: parent?.root ?? number, depth: (parent?.depth ?? 0) + 1 };
  // What was mended without a model is a new start, not a draft.
  return action === 'autofix' ? { root: 0, depth: 0 } : { root: number, depth: 1 };
}

function afterTurn(state: SearchState, event: EventOf<'turn'>): SearchState {
  const { instruction, stale } = event;
  const friction = state.turns.at(-1)?.isFriction === true ? state.friction : 0;
  return { ...state, instruction, stale, friction };
}

function afterWord(
  state: SearchState,
  { kind: _, stop: __, ...said }: EventOf<'human'>,
): SearchState {
  const { hint, locations = state.locations, tests: focus = state.focus } = said;
  const hints = hint === undefined ? state.hints : [...state.hints, hint];
  return { ...state, hints, locations, focus, said: { ...state.said, ...said } };
}

function withScore(state: SearchState, revision: number, score: number): SearchState {
  const nodes = state.nodes.map((node) => (node.number === revision ? { ...node, score } : node));
  return { ...state, nodes };
}

function withLastTurn(state: SearchState, result: Partial<TurnRecord>): SearchState {
  const last = state.turns.at(-1);
  if (last === undefined) return state;
  return { ...state, turns: [...state.turns.slice(0, -1), { ...last, ...result }] };
}

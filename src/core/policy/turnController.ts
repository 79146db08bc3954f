import type { TreeNode } from '../search/treeNode';
import { isGreenVerdict } from '../selection/judge';
import type { FrictionReason, Instruction } from '../session/events';

/** Stale turns in a row after which a conversation does more harm than good; models that think bear more. */
const STALE_LIMIT = { plain: 2, thinking: 4 };
/** Turns in a row without anything new that call for a clean start. */
const FRICTION_LIMIT = 3;
/** Estimated tokens of a conversation past which it is started afresh: half of a small model's window. */
const CONTEXT_LIMIT_TOKENS = 16_000;

/** A revision next to the one it was made from, and how the turns before it went. */
export interface Comparison {
  readonly child: Pick<TreeNode, 'verdict' | 'behaviour' | 'depth'>;
  readonly parent: Pick<TreeNode, 'verdict' | 'behaviour'>;
  readonly stale: number;
  readonly friction: number;
  readonly contextTokens: number;
  readonly thinks: boolean;
  /** Whether the edit lies far from every place under suspicion. */
  readonly isElsewhere?: boolean;
}

/** What to do next, and whether the turn brought nothing new. */
export interface Ruling {
  readonly instruction: Instruction;
  readonly stale: number;
  readonly friction?: FrictionReason;
}

/**
 * Compares a revision with its parent; the first row that fits rules (after IoRT, with a decision table of our own). A
 * draft never counts as stale: there was nothing yet that it could have ignored.
 */
export function ruleTurn(turn: Comparison): Ruling {
  const { child, parent } = turn;
  const isDraft = child.depth === 1;
  const stale = isDraft ? 0 : turn.stale + 1;
  if (isGreenVerdict(child.verdict)) return { instruction: 'stop', stale: 0 };
  if (child.verdict.value > parent.verdict.value) return { instruction: 'continue', stale: 0 };
  const friction = isDraft ? undefined : frictionOf(turn);
  const found = friction === undefined ? {} : { friction };
  const next = { ...turn, stale, friction: turn.friction + (friction === undefined ? 0 : 1) };
  if (isWornOut(next)) return { instruction: 'refresh', stale, ...found };
  const instruction = child.verdict.regressions.length > 0 ? 'return' : 'select';
  return { instruction, stale, ...found };
}

/** Whether the conversation has brought too little for too long. */
export function isWornOut({
  stale,
  friction,
  contextTokens,
  thinks,
}: Pick<Comparison, 'stale' | 'friction' | 'contextTokens' | 'thinks'>): boolean {
  const limit = thinks ? STALE_LIMIT.thinking : STALE_LIMIT.plain;
  return stale >= limit || friction >= FRICTION_LIMIT || contextTokens > CONTEXT_LIMIT_TOKENS;
}

function frictionOf({ child, parent, isElsewhere }: Comparison): FrictionReason | undefined {
  if (child.behaviour === parent.behaviour) return 'same-result';
  return isElsewhere === true ? 'elsewhere' : undefined;
}

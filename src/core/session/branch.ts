import type { DevelopersWord } from '../ports';
import type { SessionEvent } from './events';
import type { Budget } from './task';

/** From where a branch goes on, and with what the developer says there. */
export type BranchPoint = DevelopersWord & { readonly from: number };

/**
 * The past of a new session that goes on from a revision of an old one: what led to that revision, nothing of what
 * came after it, then the developer's word. The new session may spend `budget` on top of what its past has spent.
 * Throws when the old session has no such tested revision.
 */
export function branchOf(
  events: readonly SessionEvent[],
  { from, ...word }: BranchPoint,
  budget: Budget,
): readonly SessionEvent[] {
  const made = events.findIndex((event) => isMaking(event, from));
  if (made < 0) throw new Error(`The session has no tested revision ${String(from)}`);
  const end = events.findIndex((event, index) => index > made && isBeyond(event));
  const kept = events.slice(0, end < 0 ? events.length : end);
  const spent = spentIn(kept);
  return [
    ...kept.map((event) => withBudget(event, added(budget, spent))),
    { kind: 'human', from, ...word },
  ];
}

function isMaking(event: SessionEvent, revision: number): boolean {
  if (revision === 0) return event.kind === 'baseline';
  return event.kind === 'eval' && event.revision === revision;
}

/** Whether an event belongs to no turn, or to the next one. */
function isBeyond(event: SessionEvent): boolean {
  return event.kind === 'prompt' ? event.role === 'select' : BEYOND.has(event.kind);
}

const BEYOND: ReadonlySet<SessionEvent['kind']> = new Set([
  'budget',
  'action',
  'ask',
  'human',
  'select',
  'outcome',
]);

function withBudget(event: SessionEvent, budget: Budget): SessionEvent {
  return event.kind === 'session' ? { ...event, task: { ...event.task, budget } } : event;
}

interface Spent {
  readonly requests: number;
  readonly tokens: number;
}

function spentIn(events: readonly SessionEvent[]): Spent {
  const usages = events.flatMap((event) => (event.kind === 'reply' ? [event.usage] : []));
  const tokens = usages.map(({ inputTokens, outputTokens }) => inputTokens + outputTokens);
  return { requests: usages.length, tokens: tokens.reduce((sum, each) => sum + each, 0) };
}

function added(budget: Budget, { requests, tokens }: Spent): Budget {
  const { maxRequests, maxTokens } = budget;
  return {
    ...budget,
    maxRequests: maxRequests + requests,
    ...(maxTokens !== undefined && { maxTokens: maxTokens + tokens }),
  };
}

import type { FileTexts } from '../ports';
import type { Refusal } from '../revisions/applyReply';
import type { Candidate } from '../session/candidate';
import type { ActionName, SessionEvent } from '../session/events';

/** What a turn came to. */
export type Proposal =
  | {
      readonly kind: 'change';
      /** What the change was made to: the parent, or the baseline when the answer fits only that. */
      readonly base: Candidate;
      /** Whole texts, to be laid over the base's. */
      readonly texts: FileTexts;
      readonly explanation: string;
    }
  /** The answer could not be used; another turn may. */
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** The proposer says that specification and tests contradict each other. */
  | { readonly kind: 'conflict'; readonly reason: string }
  /** Nothing more will come, with the sentence that says why. */
  | {
      readonly kind: 'ended';
      readonly why: 'stuck' | 'budget' | 'model-stopped';
      readonly message: string;
    };

/** What a turn starts from. */
export interface Turn {
  readonly parent: Candidate;
  /** Whether the parent is what the last turn led to, so that a conversation can go on. */
  readonly continues: boolean;
  /** Why the last turn's answer was not used. */
  readonly refusal?: Refusal;
  /** The developer's words for this turn. */
  readonly hint?: string;
}

/** Whatever makes candidates: a model, or the search over mutations. Keeps its own thread between turns. */
export interface Proposer {
  /** Turns after which it has had its chance, unless the developer asks for more. */
  readonly maxTurns: number;
  /** The action that the next turn from this parent would be. */
  nextAction(turn: Turn): ActionName;
  propose(turn: Turn, signal: AbortSignal): AsyncGenerator<SessionEvent, Proposal>;
}
